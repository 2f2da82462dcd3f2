package org.herbtrust.material;

import org.herbtrust.kernel.Text;

/** The kind of medicinal part, coarse: yields and sampling differ by it. The exact part is on the {@link Material}. */
public enum MaterialPart {
    ROOT(Text.of("根及根茎类", "root or rhizome")),
    BARK(Text.of("皮类", "bark")),
    WOOD(Text.of("茎木类", "stem or wood")),
    LEAF(Text.of("叶类", "leaf")),
    FLOWER(Text.of("花类", "flower")),
    FRUIT(Text.of("果实类", "fruit")),
    SEED(Text.of("种子类", "seed")),
    HERB(Text.of("全草类", "whole herb")),
    FUNGUS(Text.of("菌类", "fungus")),
    RESIN(Text.of("树脂类", "resin")),
    ANIMAL(Text.of("动物类", "animal")),
    MINERAL(Text.of("矿物类", "mineral"));

    private final Text title;

    MaterialPart(Text title) {
        this.title = title;
    }

    public Text title() {
        return title;
    }
}
