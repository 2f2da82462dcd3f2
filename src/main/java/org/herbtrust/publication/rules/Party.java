package org.herbtrust.publication.rules;

/**
 * A market entity as it may be shown to anyone. Made by the {@link PrivacyGate} only.
 *
 * @param name of the business; a person's name in it is masked
 * @param operator surname and a star for a natural person's business (张＊); null for organisations, whose officers are
 *     nobody's business here
 * @param stall hall and number, null if there is none
 * @param person whether pages about it are not for search engines
 */
public record Party(String id, String name, String operator, String uscc, String stall, boolean person) {}
