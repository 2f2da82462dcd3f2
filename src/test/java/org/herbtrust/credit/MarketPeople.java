package org.herbtrust.credit;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Uscc;
import org.herbtrust.merchant.Application;
import org.herbtrust.merchant.Commitment;
import org.herbtrust.merchant.MerchantKind;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.merchant.Stall;
import org.herbtrust.platform.Accounts;

/** People and stalls of a test's own, with a way to speak as each of them. */
@ApplicationScoped
public class MarketPeople {

    @Inject
    Accounts accounts;

    @Inject
    Merchants merchants;

    private final Random random = new Random();

    /** Somebody with that role and a token. */
    public record Person(Actor actor, String token) {

        /** A request with this person's token and a JSON body to come. */
        public RequestSpecification asks() {
            return given().header("Authorization", "Bearer " + token).contentType("application/json");
        }
    }

    public Person person(Role role) {
        return person(role, Optional.empty());
    }

    public Person of(MerchantId merchant) {
        return person(Role.MERCHANT, Optional.of(merchant));
    }

    /** A stall merchant with a signed commitment, admitted. */
    public MerchantId stall() {
        Actor office = person(Role.OFFICE).actor();
        MerchantId id = merchants.apply(
                new Application(
                        Uscc.complete("92341602MA" + digits(7)),
                        "试验药行" + digits(4),
                        MerchantKind.TRADER,
                        "某经营者",
                        new DivisionCode("341602"),
                        Optional.of(new Stall("T", digits(9), "1")),
                        "白芍",
                        Optional.of(Commitment.CURRENT)),
                office);
        merchants.admit(id, office);
        return id;
    }

    private Person person(Role role, Optional<MerchantId> merchant) {
        String login = role.name().toLowerCase(java.util.Locale.ROOT) + "-" + UUID.randomUUID();
        Actor actor = new Actor(login, "试验" + role.title().zh(), role, merchant);
        accounts.open(actor, UUID.randomUUID().toString());
        return new Person(actor, accounts.issueToken(login, "test"));
    }

    private String digits(int n) {
        StringBuilder digits = new StringBuilder();
        while (digits.length() < n) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
