package org.herbtrust.label;

/**
 * Fired in the transaction that revokes a key of signed labels: what was answered on the strength of its signatures holds no
 * more.
 *
 * @param key its id
 */
public record LabelKeyRevoked(String key) {}
