package org.herbtrust.label.rules;

import java.time.Instant;

/**
 * One scan of one serial, as far as it can tell whether that serial is on more than one package.
 *
 * @param province first two digits of the division code (GB/T 2260) of where it was scanned; 0 where nobody told
 * @param device of the scanning telephone, comparable within one day only: the key behind it is another the next day
 */
public record Sighting(Instant at, int province, long device) {

    private static final int LEAST_PROVINCE = 11;
    private static final int LAST_PROVINCE = 82;

    public Sighting {
        if (province != 0 && (province < LEAST_PROVINCE || province > LAST_PROVINCE)) {
            throw new IllegalArgumentException("not the number of a province: " + province);
        }
    }

    public boolean hasPlace() {
        return province != 0;
    }
}
