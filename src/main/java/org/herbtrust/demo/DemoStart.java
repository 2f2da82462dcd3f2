package org.herbtrust.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Role;
import org.herbtrust.merchant.MerchantQuery;
import org.herbtrust.merchant.Merchants;
import org.herbtrust.platform.Accounts;

/**
 * With {@code herbtrust.demo=true}: fills an empty database with the demonstration market, opens the demonstration's
 * accounts and tells where to look. Without it none of these accounts exists.
 */
@ApplicationScoped
class DemoStart {

    /** Known to everybody, which is why these accounts exist in demonstrations only. */
    private static final String PASSWORD = "herbtrust-demo";

    private static final long SEED = 20161231L;

    @Inject
    DemoMarket market;

    @Inject
    DemoDuties duties;

    @Inject
    Accounts accounts;

    @Inject
    Merchants merchants;

    @Inject
    ObjectMapper json;

    @ConfigProperty(name = "herbtrust.demo", defaultValue = "false")
    boolean demo;

    @ConfigProperty(name = "herbtrust.demo.scale", defaultValue = "100")
    int scale;

    @ConfigProperty(name = "herbtrust.data.dir", defaultValue = "data")
    String dataFolder;

    @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080")
    int port;

    void onStart(@Observes StartupEvent started) {
        if (!demo) {
            return;
        }
        if (accounts.isEmpty()) {
            if (!merchants.search(MerchantQuery.ALL, null, 1).items().isEmpty()) {
                System.out.println("数据库不是空的，未加载示范市场 The database is not empty: no demonstration is loaded.");
                return;
            }
            fill();
        }
        tell();
    }

    private void fill() {
        DemoMarket.Report report = market.live(SEED, new DemoMarket.Size(scale), System.out);
        System.out.printf(
                Locale.ROOT,
                "示范市场已建成 The demonstration market is there: %d 种植户 growers, %d 经营户 merchants, %,d 批次 lots, %,d 事件 events,"
                        + " %,d 次检查 visits; 被拒绝 refused: %s; %d 秒 s%n",
                report.growers(),
                report.merchants(),
                report.lots(),
                report.events(),
                report.visits(),
                report.refused(),
                report.took().toSeconds());
        Map<String, String> tokens = new LinkedHashMap<>();
        for (Actor actor : cast()) {
            accounts.open(actor, PASSWORD);
            if (!actor.account().matches(".*\\d")) {
                tokens.put(actor.account(), accounts.issueToken(actor.account(), "demo"));
            }
        }
        keep(tokens);
        duties.happen(market.cast().merchant());
    }

    private List<Actor> cast() {
        Actor grower = market.cast().grower();
        Actor merchant = market.cast().merchant();
        return List.of(
                new Actor("admin", "系统管理员", Role.ADMIN, Optional.empty()),
                new Actor("regulator", "监管一科", Role.REGULATOR, Optional.empty()),
                new Actor("regulator2", "监管二科", Role.REGULATOR, Optional.empty()),
                new Actor("inspector", "一组检查员", Role.INSPECTOR, Optional.empty()),
                new Actor("inspector2", "二组检查员", Role.INSPECTOR, Optional.empty()),
                new Actor("inspector3", "三组检查员", Role.INSPECTOR, Optional.empty()),
                new Actor("inspector4", "四组检查员", Role.INSPECTOR, Optional.empty()),
                new Actor("office", "市场办公室", Role.OFFICE, Optional.empty()),
                new Actor("merchant", merchant.name(), Role.MERCHANT, merchant.merchant()),
                new Actor("grower", grower.name(), Role.GROWER, grower.merchant()));
    }

    /** One token a role, readable by the owner only. */
    private void keep(Map<String, String> tokens) {
        try {
            Path folder = Path.of(dataFolder);
            Files.createDirectories(folder);
            Path beside = Files.createTempFile(
                    folder,
                    "demo-tokens",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    beside, json.writerWithDefaultPrettyPrinter().writeValueAsString(tokens), StandardCharsets.UTF_8);
            Files.move(
                    beside,
                    folder.resolve("demo-tokens.json"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("demo-tokens.json cannot be written", unwritable);
        }
    }

    private void tell() {
        String address = "http://localhost:" + port;
        System.out.println("""

                ────────────────────────────────────────────────────────────
                药信 HerbTrust  示范市场 demonstration market
                  %s/            首页 home
                  账号 accounts（密码 password: %s）
                    grower 种植户 · merchant 经营户 · inspector, inspector2 检查员
                    regulator, regulator2 监管人员 · office 市场办公室 · admin 管理员
                  令牌 tokens: %s
                ────────────────────────────────────────────────────────────
                """.formatted(address, PASSWORD, Path.of(dataFolder).resolve("demo-tokens.json")));
    }
}
