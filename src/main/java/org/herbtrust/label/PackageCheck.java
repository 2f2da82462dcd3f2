package org.herbtrust.label;

import org.herbtrust.kernel.Kilograms;
import org.herbtrust.kernel.ShortCode;
import org.herbtrust.kernel.Text;

/**
 * One scanned text, judged for what the merchant is about to do. Null where it is not known.
 *
 * @param text as it was sent
 * @param reason in a sentence, naming old or new owner where the goods are somebody else's
 * @param isLot whether the code is of a whole lot and not of a package
 * @param netKg of the package
 * @param consignment on which it is coming to the merchant
 */
public record PackageCheck(
        String text,
        PackageVerdict verdict,
        Text reason,
        ShortCode code,
        ShortCode lot,
        boolean isLot,
        Text material,
        Kilograms netKg,
        Long consignment) {}
