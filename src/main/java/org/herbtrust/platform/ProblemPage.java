package org.herbtrust.platform;

import java.util.Locale;

/** How a browser sees a problem; the pages' package has the one implementation. */
public interface ProblemPage {

    /** The whole page as HTML. */
    String render(Problem problem, Locale locale);
}
