package org.herbtrust.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.herbtrust.platform.Problem;
import org.herbtrust.platform.ProblemPage;

/** What a browser shows when something was refused or went wrong: what it was and what to do now. */
@ApplicationScoped
class ErrorPage implements ProblemPage {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance problem(Problem problem);
    }

    @Override
    public String render(Problem problem, Locale locale) {
        return Templates.problem(problem).setLocale(locale).render();
    }
}
