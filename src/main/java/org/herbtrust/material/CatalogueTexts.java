package org.herbtrust.material;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The texts that a catalogue is read from: the shipped files, some of them replaced.
 *
 * @param replaced text by file name
 */
record CatalogueTexts(Map<String, String> replaced) {

    static final CatalogueTexts SHIPPED = new CatalogueTexts(Map.of());

    CatalogueTexts {
        replaced = Map.copyOf(replaced);
    }

    /** An approved text and the first day on which it holds. */
    record Dated(LocalDate from, String file, String text) {}

    /** The texts that hold from each day on; the shipped ones since ever. */
    static NavigableMap<LocalDate, CatalogueTexts> byDay(List<Dated> approvedOldestFirst) {
        NavigableMap<LocalDate, CatalogueTexts> all = new TreeMap<>();
        all.put(LocalDate.MIN, SHIPPED);
        List<LocalDate> days = approvedOldestFirst.stream()
                .map(Dated::from)
                .distinct()
                .sorted()
                .toList();
        for (LocalDate day : days) {
            Map<String, String> texts = new HashMap<>();
            Map<String, LocalDate> since = new HashMap<>();
            for (Dated d : approvedOldestFirst) {
                boolean holds = !d.from().isAfter(day);
                // of several that hold, the one with the latest day; of one day, the one approved last
                if (holds && !d.from().isBefore(since.getOrDefault(d.file(), LocalDate.MIN))) {
                    texts.put(d.file(), d.text());
                    since.put(d.file(), d.from());
                }
            }
            all.put(day, new CatalogueTexts(texts));
        }
        return all;
    }

    String text(String file) {
        try (Reader reader = open(file)) {
            StringBuilder text = new StringBuilder();
            char[] buffer = new char[8192];
            for (int n = reader.read(buffer); n > 0; n = reader.read(buffer)) {
                text.append(buffer, 0, n);
            }
            return text.toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        }
    }

    List<CatalogueFile.Row> csv(String file) {
        try (Reader reader = open(file)) {
            return CatalogueFile.csv(file, reader);
        } catch (IOException unreadable) {
            throw new IllegalStateException(file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    <T> List<T> yaml(String file, Class<T> record) {
        try (Reader reader = open(file)) {
            return CatalogueFile.yaml(file, reader, record);
        } catch (IOException unreadable) {
            throw new IllegalStateException(file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private Reader open(String file) {
        String text = replaced.get(file);
        return text == null ? CatalogueFile.open(file) : new StringReader(text);
    }
}
