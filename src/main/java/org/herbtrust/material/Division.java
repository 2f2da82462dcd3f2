package org.herbtrust.material;

import org.herbtrust.kernel.DivisionCode;

/**
 * A division of the country.
 *
 * @param path full name from the province down, such as 安徽省亳州市谯城区十九里镇
 * @param parent code of the division above, or null for a province
 */
public record Division(DivisionCode code, String name, String path, DivisionCode parent) {}
