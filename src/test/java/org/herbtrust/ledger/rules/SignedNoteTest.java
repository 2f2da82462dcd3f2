package org.herbtrust.ledger.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedNoteTest {

    /** Key and note of the documentation of Go's package golang.org/x/mod/sumdb/note. */
    private static final String VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private static final String HEAD = "market.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";

    private final SignerKey log = SignerKey.generate("market.example/log", VerifierKey.Kind.NOTE);
    private final SignerKey witness = SignerKey.generate("archive.example", VerifierKey.Kind.COSIGNATURE);

    @Test
    void aNoteThatAnotherToolSignedIsAcceptedAndWrittenAsItCame() {
        SignedNote note = SignedNote.parse(NOTE);
        assertThat(VerifierKey.parse(VERIFIER).signed(note)).isTrue();
        assertThat(VerifierKey.parse(VERIFIER)).hasToString(VERIFIER);
        assertThat(note).hasToString(NOTE);
    }

    @Test
    void anAlteredNoteIsNotSigned() {
        VerifierKey key = VerifierKey.parse(VERIFIER);
        assertThat(key.signed(SignedNote.parse(NOTE.replace("don't know", "do know"))))
                .isFalse();
        assertThat(key.signed(SignedNote.parse(NOTE.replace("x08go", "x08gp")))).isFalse();
        assertThat(key.signed(SignedNote.parse(NOTE.replace("Neumann x", "Newmann x"))))
                .isFalse();
    }

    @Test
    void whatIsNoNoteOrNoKeyIsRefused() {
        for (String bad : new String[] {
            "no signature\n",
            "text\n\n",
            "text\n\n- a b\n",
            "text\n\n\u2014 name AA==\n",
            NOTE.strip(),
            "x".repeat(30_000)
        }) {
            assertThatThrownBy(() -> SignedNote.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String bad : new String[] {"", "a+b", VERIFIER.replace("c74f20a3", "c74f20a4"), "n+00000000+AQID"}) {
            assertThatThrownBy(() -> VerifierKey.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whileKeysChangeBothSign() {
        SignerKey next = SignerKey.generate("market.example/log", VerifierKey.Kind.NOTE);
        SignedNote note = SignedNote.parse(next.countersign(log.sign(HEAD)).toString());
        assertThat(log.verifier().signed(note)).isTrue();
        assertThat(next.verifier().signed(note)).isTrue();
        assertThat(SignerKey.generate("market.example/log", VerifierKey.Kind.NOTE)
                        .verifier()
                        .signed(note))
                .isFalse();
    }

    @Test
    void aWitnessSaysWhenItSawTheTreeHead() {
        Instant at = Instant.parse("2026-11-20T02:03:04Z");
        SignedNote note = SignedNote.parse(witness.cosign(log.sign(HEAD), at).toString());
        assertThat(witness.verifier().seenAt(note)).contains(at);
        assertThat(log.verifier().signed(note)).isTrue();
        assertThat(log.verifier().seenAt(note)).isEmpty();
    }

    @Test
    void aCosignatureUnderAnotherTextOrWithAnotherTimeIsNone() {
        SignedNote note = witness.cosign(log.sign(HEAD), Instant.parse("2026-11-20T02:03:04Z"));
        SignedNote moved = new SignedNote(HEAD.replace("\n0\n", "\n1\n"), note.signatures());
        assertThat(witness.verifier().seenAt(moved)).isEmpty();
        SignedNote.Line line = witness.verifier().lineIn(note);
        byte[] bytes = Base64.getDecoder().decode(line.base64());
        bytes[11]++;
        SignedNote later = new SignedNote(
                note.text(),
                List.of(new SignedNote.Line(line.name(), Base64.getEncoder().encodeToString(bytes))));
        assertThat(witness.verifier().seenAt(later)).isEmpty();
    }

    @Test
    void aNoteSignatureNeverPassesForACosignature() {
        SignerKey other = SignerKey.parse(log.lines());
        SignedNote note = other.sign(HEAD);
        VerifierKey pretended = new VerifierKey(
                other.verifier().name(),
                VerifierKey.Kind.COSIGNATURE,
                other.verifier().publicKey());
        assertThat(pretended.signed(note)).isFalse();
    }

    @Test
    void aKeyIsReadBackFromItsTwoLines() {
        for (SignerKey key : List.of(log, witness)) {
            assertThat(SignerKey.parse(key.lines()).verifier()).isEqualTo(key.verifier());
        }
        assertThatThrownBy(() -> SignerKey.parse(
                        List.of(log.lines().get(0), witness.lines().get(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
