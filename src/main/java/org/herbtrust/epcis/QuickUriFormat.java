package org.herbtrust.epcis;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import com.networknt.schema.format.UriFormat;

/** The schema's {@code uri}: what is one at a glance isn't taken apart first; all else is the library's to say. */
final class QuickUriFormat implements Format {

    private static final UriFormat THOROUGH = new UriFormat();

    @Override
    public String getName() {
        return THOROUGH.getName();
    }

    @Override
    public String getMessageKey() {
        return THOROUGH.getMessageKey();
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        return isPlain(value) || THOROUGH.matches(context, value);
    }

    /** A URN, or a web address with a host, all of unreserved characters: true only for what surely is a URI. */
    static boolean isPlain(String value) {
        int from =
                value.startsWith("https://") ? 8 : value.startsWith("http://") ? 7 : value.startsWith("urn:") ? 4 : -1;
        if (from < 0 || from >= value.length() || value.charAt(from) == '/') {
            return false;
        }
        boolean urn = from == 4;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '-'
                    || c == '_'
                    || (urn ? c == ':' : c == '/');
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
