package org.herbtrust.demo;

import java.util.List;
import java.util.Map;
import org.herbtrust.kernel.DivisionCode;
import org.herbtrust.material.MaterialCode;

/** What grows where, and what a market sells: the facts that the generator draws from. */
final class DemoPlan {

    /**
     * A county or township and the materials it is known for.
     *
     * @param growers how many of the demonstration's growers live there
     */
    record Region(List<String> divisions, List<String> materials, int growers) {
        List<MaterialCode> codes() {
            return materials.stream().map(MaterialCode::new).toList();
        }
    }

    /** 亳州's own townships first, then the counties whose goods every market trades. */
    static final List<Region> REGIONS = List.of(
            new Region(
                    List.of(
                            "341602109",
                            "341602102",
                            "341602108",
                            "341602110",
                            "341602113",
                            "341602112",
                            "341602104",
                            "341602106",
                            "341602111",
                            "341602100"),
                    List.of(
                            "baishao",
                            "juhua",
                            "tianhuafen",
                            "sangbaipi",
                            "baizhu",
                            "danshen",
                            "banlangen",
                            "jiegeng",
                            "mudanpi",
                            "bohe",
                            "zhimu",
                            "baizhi",
                            "fangfeng",
                            "ziwan",
                            "gualou"),
                    34),
            new Region(List.of("341621", "341622", "341623"), List.of("baishao", "danshen", "jiegeng", "banlangen"), 6),
            new Region(List.of("621122"), List.of("dangshen", "huangqi"), 3),
            new Region(List.of("621126"), List.of("danggui"), 2),
            new Region(List.of("532601"), List.of("sanqi"), 2),
            new Region(List.of("220621"), List.of("renshen", "wuweizi"), 2),
            new Region(List.of("640521"), List.of("gouqizi"), 2),
            new Region(List.of("371326"), List.of("jinyinhua"), 2),
            new Region(List.of("410823"), List.of("dihuang", "shanyao", "niuxi"), 3),
            new Region(List.of("510722"), List.of("maidong"), 1),
            new Region(List.of("510181"), List.of("chuanxiong"), 1),
            new Region(List.of("330727"), List.of("yanhusuo", "baizhu"), 1),
            new Region(List.of("411224"), List.of("lianqiao"), 1));

    /** What stalls take in without a trace. */
    static final List<String> UNTRACED = List.of(
            "fuling",
            "chaihu",
            "huangqin",
            "tianma",
            "fenge",
            "gegen",
            "tiandong",
            "baiji",
            "honghua",
            "suanzaoren",
            "yiyiren",
            "zhizi",
            "shanzhuyu",
            "xuanshen",
            "zexie",
            "cangzhu",
            "baihe",
            "shegan",
            "jingjie",
            "heshouwu",
            "huangbo",
            "chenpi",
            "juemingzi",
            "xiakucao",
            "wangbuliuxing",
            "niubangzi",
            "nvzhenzi",
            "aiye",
            "kushen",
            "gancao",
            "chishao",
            "dahuang");

    /** Where stalls say that such goods come from; others come without a word. */
    static final Map<String, String> STATED_ORIGIN = Map.ofEntries(
            Map.entry("fuling", "341524"),
            Map.entry("chaihu", "621122"),
            Map.entry("huangqin", "150625"),
            Map.entry("gancao", "150625"),
            Map.entry("honghua", "654225"),
            Map.entry("chenpi", "440705"),
            Map.entry("zhizi", "360982"),
            Map.entry("shanzhuyu", "411224"),
            Map.entry("xuanshen", "330727"),
            Map.entry("baihe", "430524"),
            Map.entry("aiye", "411325"),
            Map.entry("dahuang", "621226"),
            Map.entry("xiakucao", "411725"));

    static final List<String> SHOP_WORDS = List.of(
            "瑞和", "同春", "谯城", "华原", "涡水", "济世", "百草", "恒生", "万和", "鸿泰", "本草", "康源", "润德", "仁寿", "天和", "永盛", "聚源", "益民",
            "淮信", "正谊", "茂林", "安泰", "福源", "广济", "德馨", "长青", "金谷", "泰康", "信义", "道地");

    static final List<String> SHOP_KINDS = List.of("中药材经营部", "药材行", "中药材购销部", "药材商行", "中药材店");

    static final List<String> SURNAMES =
            List.of("张", "王", "李", "刘", "陈", "杨", "赵", "孙", "周", "马", "郭", "魏", "韩", "蒋", "葛", "姜", "邢", "丁", "任", "袁");

    static final List<String> HALLS = List.of("交易大厅一层", "交易大厅二层", "精品区", "外围商铺");

    static final List<String> GRIDS = List.of("第一网格", "第二网格", "第三网格", "第四网格");

    static final DivisionCode MARKET = new DivisionCode("341602");

    private DemoPlan() {}
}
