import htmx from "htmx.org";

// Strict Content-Security-Policy: nothing inline, nothing evaluated, nothing from elsewhere.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.selfRequestsOnly = true;
