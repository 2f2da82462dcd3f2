package org.herbtrust;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** The order of the packages and the habits that keep it, so that a shortcut fails the build on the day it is taken. */
@AnalyzeClasses(packages = "org.herbtrust", importOptions = ImportOption.DoNotIncludeTests.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArchitectureTest {

    private static final String ROOT = "org.herbtrust.";

    /** From the ground up: each may use those before it. */
    private static final List<String> ORDER = List.of(
            "kernel",
            "platform",
            "ledger",
            "merchant",
            "material",
            "epcis",
            "trace",
            "label",
            "inspection",
            "credit",
            "casework",
            "publication",
            "verify",
            "demo",
            "web");

    private static final Set<Class<?>> TIMES = Set.of(
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            Year.class,
            Clock.class);

    /** Who else reads the computer's clock, and why. */
    private static final Map<String, String> CLOCK_READERS = Map.of(
            ROOT + "demo.DemoMarket", "lives through a year on the market's clock and must know where the present is",
            ROOT + "ledger.WitnessLogCommand", "runs at a second party's, who says when it looked by its own clock");

    @ArchTest
    static void each_package_uses_only_those_below_it(JavaClasses classes) {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            String[] above = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(name -> ROOT + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ORDER.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .as(ORDER.get(i) + " uses nothing that stands above it")
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule pages_need_no_demonstration = noClasses()
            .that()
            .resideInAPackage(ROOT + "web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "demo..");

    @ArchTest
    static void every_package_has_its_place_in_the_order(JavaClasses classes) {
        classes()
                .should()
                .resideInAnyPackage(
                        ORDER.stream().map(name -> ROOT + name + "..").toArray(String[]::new))
                .check(classes);
    }

    @ArchTest
    static final ArchRule rules_are_plain_functions_of_facts_and_a_date = classes()
            .that()
            .resideInAPackage("..rules..")
            .and()
            .resideOutsideOfPackage(ROOT + "credit.rules..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + "kernel..", ROOT + "(*).rules..");

    @ArchTest
    static final ArchRule rules_of_credit_may_use_the_mathematics_of_statistics_too = classes()
            .that()
            .resideInAPackage(ROOT + "credit.rules..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + "kernel..", ROOT + "(*).rules..", "org.apache.commons.math3..");

    @ArchTest
    static final ArchRule resources_and_pages_are_nobodys_to_call =
            classes().that().areAnnotatedWith(Path.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule entities_stay_behind_their_door =
            classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule only_the_platform_reads_the_clock_of_the_computer = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "platform..")
            .and(DescribedPredicate.describe(
                    "have no reason to", c -> !CLOCK_READERS.containsKey(outermost(c.getName()))))
            .should()
            .callMethodWhere(DescribedPredicate.describe("the clock is read", ArchitectureTest::readsTheClock))
            .because("what happens when is told by the injected Clock, so that tests and the demonstration can travel");

    @ArchTest
    static final ArchRule nothing_is_named_for_having_no_name = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Dto")
            .orShould()
            .haveNameMatching(".*\\.(Base|Abstract)[A-Z][^.]*");

    private static boolean readsTheClock(JavaMethodCall call) {
        MethodCallTarget target = call.getTarget();
        if (target.getOwner().isEquivalentTo(System.class)) {
            return target.getName().equals("currentTimeMillis");
        }
        boolean ofTime = TIMES.stream().anyMatch(target.getOwner()::isEquivalentTo);
        // now(Clock) and now(ZoneId of a Clock) would be fine; nobody needs them, for Market.dayOf exists
        return ofTime && (target.getName().equals("now") || target.getName().startsWith("system"));
    }

    private static String outermost(String name) {
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
