package org.herbtrust.label.rules;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Signature;
import java.security.SignatureException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;

/**
 * What can be said of a label's QR text with the published keys alone, without asking anybody. The scan page's script gives the
 * same answers; both are tested with the same texts.
 *
 * @param code of the label, if the text could be read
 * @param keyId named by the text, if it could be read
 * @param signedOn the day that the text says
 */
public record SignatureCheck(
        Finding finding, Optional<ShortCode> code, Optional<String> keyId, Optional<LocalDate> signedOn) {

    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    /** In the order in which they are looked for. */
    public enum Finding {
        NOT_SIGNED("not-signed", Text.of("没有签名，请联网查询", "not signed: ask online")),
        MALFORMED("malformed", Text.of("签名格式有误，可能是伪造或印刷不清", "the signature is malformed: forged, or badly printed")),
        UNKNOWN_FORM("unknown-form", Text.of("签名版本不认识，请更新后再查", "signed in a way that this checker is too old for")),
        UNKNOWN_KEY("unknown-key", Text.of("签名所用的密钥不在公布之列", "signed with a key that was not published")),
        KEY_REVOKED("key-revoked", Text.of("签名所用的密钥已吊销", "signed with a key that was revoked")),
        OUTSIDE_VALIDITY(
                "outside-validity", Text.of("签名日期不在密钥有效期内", "signed on a day on which its key was not in use")),
        WRONG_SIGNATURE("wrong-signature", Text.of("签名不符，标签是伪造的", "the signature is wrong: the label is forged")),
        GENUINE("genuine", Text.of("签名有效，标签由本市场签发", "the signature is good: issued by the market"));

        private final String word;
        private final Text title;

        Finding(String word, Text title) {
            this.word = word;
            this.title = title;
        }

        /** As the scan page's script calls it. */
        public String word() {
            return word;
        }

        public Text title() {
            return title;
        }
    }

    /** True only of a good signature by a key that is not revoked. */
    public boolean valid() {
        return finding == Finding.GENUINE;
    }

    /** Never fails: what can't be read is {@link Finding#MALFORMED}. */
    public static SignatureCheck of(String text, Collection<LabelKey> keys) {
        String trimmed = text.strip();
        if (!SignedCode.isMeantToBeSigned(trimmed)) {
            return new SignatureCheck(Finding.NOT_SIGNED, Optional.empty(), Optional.empty(), Optional.empty());
        }
        return SignedCode.read(trimmed)
                .map(code -> new SignatureCheck(
                        finding(code, keys),
                        Optional.of(code.code()),
                        Optional.of(code.keyId()),
                        Optional.of(code.signedOn())))
                .orElseGet(() ->
                        new SignatureCheck(Finding.MALFORMED, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Finding finding(SignedCode code, Collection<LabelKey> keys) {
        if (!code.isOfThisForm()) {
            return Finding.UNKNOWN_FORM;
        }
        Optional<LabelKey> key =
                keys.stream().filter(k -> k.id().equals(code.keyId())).findFirst();
        if (key.isEmpty()) {
            return Finding.UNKNOWN_KEY;
        }
        if (key.get().revokedOn().isPresent()) {
            return Finding.KEY_REVOKED;
        }
        if (!key.get().isValidOn(code.signedOn())) {
            return Finding.OUTSIDE_VALIDITY;
        }
        return isSigned(code, key.get()) ? Finding.GENUINE : Finding.WRONG_SIGNATURE;
    }

    private static boolean isSigned(SignedCode code, LabelKey key) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key.publicKey());
            check.update(code.toBeSigned());
            return check.verify(code.signature());
        } catch (SignatureException | InvalidKeyException notASignature) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
