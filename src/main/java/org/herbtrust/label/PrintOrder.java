package org.herbtrust.label;

import java.util.UUID;

/**
 * Labels to be printed, or to be drawn for it.
 *
 * @param template its name
 * @param first ordinal in the batch, from 1
 * @param last ordinal; the same as {@code first} for pictures, which show one label
 */
public record PrintOrder(UUID batch, LabelFormat format, Resolution resolution, String template, int first, int last) {

    public PrintOrder {
        if (batch == null || format == null || resolution == null || template == null) {
            throw new IllegalArgumentException("请选择文件格式、精度和标签样式 (format, resolution and template are needed)");
        }
        if (format.isOfOneLabel() && first != last) {
            throw new IllegalArgumentException("图片一次只显示一枚标签 (a picture shows one label)");
        }
    }
}
