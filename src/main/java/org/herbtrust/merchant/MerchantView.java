package org.herbtrust.merchant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.kernel.Gln;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Uscc;

/**
 * An entity as the register has it. Not for the public as it stands: {@code operator} is personal.
 *
 * @param admittedOn the day of the last admission
 * @param commitmentSha256 hex, of the commitment that was signed
 */
public record MerchantView(
        MerchantId id,
        Uscc uscc,
        String name,
        MerchantKind kind,
        String operator,
        DivisionCode division,
        Optional<Stall> stall,
        String scope,
        Gln gln,
        Standing standing,
        Instant appliedAt,
        Optional<LocalDate> admittedOn,
        Optional<String> commitmentVersion,
        Optional<String> commitmentSha256) {}
