package org.herbtrust.label;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A QR code as modules, without its quiet zone. Level M; digits, letters and bytes mixed where that makes it smaller. */
final class QrMatrix {

    /** Modules of white that a code needs on every side (ISO/IEC 18004). */
    static final int QUIET = 4;

    private final ByteMatrix modules;

    private QrMatrix(ByteMatrix modules) {
        this.modules = modules;
    }

    static QrMatrix of(String content) {
        try {
            return new QrMatrix(Encoder.encode(content, ErrorCorrectionLevel.M, Map.of(EncodeHintType.QR_COMPACT, true))
                    .getMatrix());
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(
                    "does not fit in a QR code: " + content.length() + " characters", tooLong);
        }
    }

    /** Modules a side. */
    int size() {
        return modules.getWidth();
    }

    int sizeWithQuiet() {
        return size() + 2 * QUIET;
    }

    /** Dark modules that touch in one row: one bar to draw. */
    record Bar(int row, int column, int length) {}

    List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        for (int row = 0; row < size(); row++) {
            int from = -1;
            for (int column = 0; column <= size(); column++) {
                boolean dark = column < size() && modules.get(column, row) == 1;
                if (dark && from < 0) {
                    from = column;
                } else if (!dark && from >= 0) {
                    bars.add(new Bar(row, from, column - from));
                    from = -1;
                }
            }
        }
        return bars;
    }
}
