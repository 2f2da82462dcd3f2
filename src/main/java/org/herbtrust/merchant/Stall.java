package org.herbtrust.merchant;

/**
 * A place in the market: hall (with its floor) and number.
 *
 * @param grid the patrol grid it belongs to, such as {@code 第二网格}
 */
public record Stall(String hall, String number, String grid) {

    public Stall {
        hall = required(hall, "市场区域 (hall)", 40);
        number = required(number, "摊位号 (stall number)", 20);
        grid = grid == null || grid.isBlank() ? null : required(grid, "网格 (grid)", 20);
    }

    private static String required(String value, String field, int most) {
        String text = value == null ? "" : value.strip();
        if (text.isEmpty() || text.length() > most) {
            throw new IllegalArgumentException(field + "应为1到" + most + "个字 (1 to " + most + " characters): " + text);
        }
        return text;
    }

    @Override
    public String toString() {
        return hall + " " + number;
    }
}
