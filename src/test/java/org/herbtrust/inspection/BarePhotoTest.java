package org.herbtrust.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BarePhotoTest {

    private static final String SECRET = "GPS-HOME-33.845";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_jpeg_loses_place_remark_and_what_comes_after_it_and_no_pixel(boolean progressive) throws IOException {
        byte[] plain = jpeg(progressive);
        byte[] told = withSegments(plain, segment(0xE1, exif(ByteOrder.BIG_ENDIAN, 1)), segment(0xFE, SECRET));
        told = append(told, SECRET.getBytes(StandardCharsets.US_ASCII));
        assertThat(text(told)).contains(SECRET);

        byte[] bare = BarePhoto.of(told);

        assertThat(text(bare)).doesNotContain(SECRET).doesNotContain("Exif");
        assertThat(pixels(bare)).isEqualTo(pixels(plain));
        assertThat(BarePhoto.of(bare)).isEqualTo(bare);
    }

    @Test
    void which_side_is_up_stays_known() throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            byte[] bare = BarePhoto.of(withSegments(jpeg(false), segment(0xE1, exif(order, 6))));

            assertThat(text(bare)).contains("Exif").doesNotContain(SECRET);
            int tag = text(bare).indexOf("\u0001\u0012\u0000\u0003");
            assertThat(bare[tag + 9]).as("the value of the tag").isEqualTo((byte) 6);
            assertThat(BarePhoto.of(bare)).isEqualTo(bare);
        }
    }

    @Test
    void lists_of_further_pictures_go_and_the_colour_profile_stays() throws IOException {
        byte[] bare = BarePhoto.of(withSegments(
                jpeg(false), segment(0xE2, "MPF\0" + SECRET), segment(0xE2, "ICC_PROFILE\0" + "\u0001\u0001profile")));
        assertThat(text(bare)).doesNotContain(SECRET).contains("ICC_PROFILE");
    }

    @Test
    void a_png_loses_its_remarks_and_no_pixel() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(noise(), "png", out);
        byte[] plain = out.toByteArray();
        int first = 8 + 25; // behind IHDR
        byte[] told = append(
                append(Arrays.copyOf(plain, first), chunk("tEXt", "Comment\0" + SECRET), chunk("eXIf", SECRET)),
                Arrays.copyOfRange(plain, first, plain.length),
                SECRET.getBytes(StandardCharsets.US_ASCII));

        byte[] bare = BarePhoto.of(told);

        assertThat(bare).isEqualTo(plain);
    }

    @Test
    void what_is_cut_off_or_no_picture_is_refused() throws IOException {
        byte[] whole = jpeg(false);
        for (int length : new int[] {3, 20, whole.length / 2, whole.length - 1}) {
            assertThatThrownBy(() -> BarePhoto.of(Arrays.copyOf(whole, length)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> BarePhoto.of("text".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] exif(ByteOrder order, int orientation) {
        byte[] secret = SECRET.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer tiff = ByteBuffer.allocate(26 + secret.length).order(order);
        tiff.put(order == ByteOrder.BIG_ENDIAN ? new byte[] {'M', 'M'} : new byte[] {'I', 'I'})
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .put(secret);
        return append(new byte[] {'E', 'x', 'i', 'f', 0, 0}, tiff.array());
    }

    private static byte[] segment(int code, String content) {
        return segment(code, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] segment(int code, byte[] content) {
        return ByteBuffer.allocate(content.length + 4)
                .put((byte) 0xFF)
                .put((byte) code)
                .putShort((short) (content.length + 2))
                .put(content)
                .array();
    }

    private static byte[] withSegments(byte[] jpeg, byte[]... segments) {
        byte[] all = Arrays.copyOf(jpeg, 2);
        for (byte[] segment : segments) {
            all = append(all, segment);
        }
        return append(all, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static byte[] chunk(String name, String content) {
        byte[] body = append(name.getBytes(StandardCharsets.US_ASCII), content.getBytes(StandardCharsets.ISO_8859_1));
        CRC32 sum = new CRC32();
        sum.update(body);
        return ByteBuffer.allocate(body.length + 8)
                .putInt(body.length - 4)
                .put(body)
                .putInt((int) sum.getValue())
                .array();
    }

    private static byte[] append(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static BufferedImage noise() {
        BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int x = 0; x < 64; x++) {
            for (int y = 0; y < 48; y++) {
                picture.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        return picture;
    }

    private static byte[] jpeg(boolean progressive) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        ImageWriter writer = writers.next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(to);
            writer.write(null, new IIOImage(noise(), null, null), how);
        }
        writer.dispose();
        return out.toByteArray();
    }

    private static int[] pixels(byte[] jpeg) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}
