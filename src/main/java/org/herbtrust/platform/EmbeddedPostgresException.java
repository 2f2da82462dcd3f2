package org.herbtrust.platform;

/** The embedded database can't serve; the message is for the person at the console and says what to do. */
final class EmbeddedPostgresException extends RuntimeException {

    EmbeddedPostgresException(String message) {
        super(message);
    }

    EmbeddedPostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
