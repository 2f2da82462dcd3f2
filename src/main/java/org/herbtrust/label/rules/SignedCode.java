package org.herbtrust.label.rules;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herbtrust.kernel.ShortCode;

/**
 * The second form of a label's QR text, which can be checked without a network: the ordinary address, then {@code ?s=} and 167
 * digits. The digits are one number of 69 bytes: a byte for version and algorithm ({@code 0x11}: form 1, ECDSA on P-256 with
 * SHA-256), two for the key, two for the day of signing, 64 for the signature (r and s, IEEE P1363).
 *
 * <p>Digits, because a QR code packs them at 3.3 bits each: with a host of up to 25 characters the whole is a version 7
 * symbol. The signature covers the address and the five bytes before it, so a code copied under another host is not valid;
 * a label copied whole is, which only the history of its scans can tell.
 */
public final class SignedCode {

    /** Of all that this class writes and reads: form 1, algorithm 1. SM2 would be algorithm 2. */
    static final int FORM_AND_ALGORITHM = 0x11;

    static final int SIGNATURE_BYTES = 64;

    /** Stands between the address and the signature's digits. */
    public static final String MARK = "?s=";

    private static final int DIGITS = 167;
    private static final int HEADER_BYTES = 5;
    private static final LocalDate DAY_ZERO = LocalDate.of(2020, 1, 1);
    private static final int MOST_DAYS = 0xFFFF;
    /** What was added behind the signature, as some applications do to any address, is not looked at. */
    private static final Pattern FORM =
            Pattern.compile("(https?://[!-~&&[^?#]]{1,200}/v/([0-9A-Z]{13}))\\?s=([0-9]{" + DIGITS + "})(?:[&#].*)?");

    private final String address;
    private final ShortCode code;
    private final byte[] header;
    private final byte[] signature;

    private SignedCode(String address, ShortCode code, byte[] header, byte[] signature) {
        this.address = address;
        this.code = code;
        this.header = header;
        this.signature = signature;
    }

    /**
     * What is to be signed for an address.
     *
     * @param address such as {@code https://host/v/7K3Q9ZP2XM4DA}, in exactly the form in which it is printed
     * @param keyId four hexadecimal digits
     */
    public static byte[] toBeSigned(String address, String keyId, LocalDate day) {
        return toBeSigned(address, header(keyId, day));
    }

    private static byte[] toBeSigned(String address, byte[] header) {
        byte[] text = ("herbtrust label\n" + address + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(text, text.length + header.length);
        System.arraycopy(header, 0, whole, text.length, header.length);
        return whole;
    }

    /**
     * @param signature 64 bytes, over {@link #toBeSigned(String, String, LocalDate)}
     * @throws IllegalArgumentException if this can't be the address of a label
     */
    public static SignedCode of(String address, String keyId, LocalDate day, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            throw new IllegalArgumentException("a signature has 64 bytes, not " + signature.length);
        }
        String text = text(address, header(keyId, day), signature);
        return read(text).orElseThrow(() -> new IllegalArgumentException("no label's address: " + address));
    }

    private static byte[] header(String keyId, LocalDate day) {
        long days = ChronoUnit.DAYS.between(DAY_ZERO, day);
        if (days < 0 || days > MOST_DAYS) {
            throw new IllegalArgumentException("a label can't be signed on " + day);
        }
        byte[] key = HexFormat.of().parseHex(keyId);
        if (key.length != 2) {
            throw new IllegalArgumentException("a key's id has four hexadecimal digits: " + keyId);
        }
        return new byte[] {FORM_AND_ALGORITHM, key[0], key[1], (byte) (days >> 8), (byte) days};
    }

    /** Digits enough to be meant as a signature; applications add short parameters of the same name to any address. */
    private static final Pattern SIGNATURE = Pattern.compile("[0-9]{20,200}");

    /** Whether the value of a parameter {@code s} is meant as a signature, be it right or wrong. */
    public static boolean isSignature(String value) {
        return value != null && SIGNATURE.matcher(value).matches();
    }

    /** The digits behind an address, where they are meant as a signature. */
    public static Optional<String> signatureIn(String text) {
        int mark = text.indexOf(MARK);
        if (mark < 0) {
            return Optional.empty();
        }
        String value = text.substring(mark + MARK.length()).split("[&#]", 2)[0];
        return Optional.of(value).filter(SignedCode::isSignature);
    }

    /** Whether the text means to be signed, be it well formed or not. */
    static boolean isMeantToBeSigned(String text) {
        return text.contains(MARK);
    }

    /** Empty if the text has not the form; the signature is not looked at. */
    public static Optional<SignedCode> read(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        byte[] number = new BigInteger(m.group(3)).toByteArray();
        // a number that begins with 0x11 needs no byte for its sign
        if (number.length != HEADER_BYTES + SIGNATURE_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SignedCode(
                    m.group(1),
                    new ShortCode(m.group(2)),
                    Arrays.copyOf(number, HEADER_BYTES),
                    Arrays.copyOfRange(number, HEADER_BYTES, number.length)));
        } catch (IllegalArgumentException wrongCheckCharacter) {
            return Optional.empty();
        }
    }

    /** What the QR code holds. */
    public String text() {
        return text(address, header, signature);
    }

    private static String text(String address, byte[] header, byte[] signature) {
        byte[] number = Arrays.copyOf(header, HEADER_BYTES + SIGNATURE_BYTES);
        System.arraycopy(signature, 0, number, HEADER_BYTES, SIGNATURE_BYTES);
        String digits = new BigInteger(1, number).toString();
        return address + MARK + "0".repeat(DIGITS - digits.length()) + digits;
    }

    public ShortCode code() {
        return code;
    }

    boolean isOfThisForm() {
        return header[0] == FORM_AND_ALGORITHM;
    }

    public String keyId() {
        return HexFormat.of().formatHex(header, 1, 3);
    }

    public LocalDate signedOn() {
        return DAY_ZERO.plusDays((header[3] & 0xFF) << 8 | (header[4] & 0xFF));
    }

    byte[] toBeSigned() {
        return toBeSigned(address, header);
    }

    byte[] signature() {
        return signature.clone();
    }
}
