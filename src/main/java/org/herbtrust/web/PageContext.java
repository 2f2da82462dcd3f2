package org.herbtrust.web;

import io.quarkus.runtime.BlockingOperationControl;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.Role;
import org.herbtrust.kernel.Text;
import org.herbtrust.platform.CurrentActor;
import org.herbtrust.platform.Languages;

/** What the frame around every page shows: who is signed in, where to go from here, in which language. */
@Named("page")
@RequestScoped
public class PageContext {

    @Inject
    RoutingContext request;

    @Inject
    CurrentActor currentActor;

    private Optional<Flash> flash = Optional.empty();

    /** An entry of the menu. */
    public record Entry(String href, Text label, boolean current) {}

    public Locale getLocale() {
        return Languages.of(request);
    }

    public boolean isEnglish() {
        return Languages.ENGLISH.equals(getLocale());
    }

    /** Nobody where the error page is made on a thread that may not ask the database. */
    public Optional<Actor> getActor() {
        return BlockingOperationControl.isBlockingAllowed() ? currentActor.find() : Optional.empty();
    }

    /**
     * Whether this page can hold forms that will be taken: after a form with a bad token there is none to put into them.
     * The name is that under which the library that checks forms keeps the token.
     */
    public boolean isFormsTaken() {
        return request.get("csrf_token") != null;
    }

    /** The menu of the reader's role; the public's if nobody is signed in. */
    public List<Entry> getMenu() {
        List<Entry> menu = new ArrayList<>();
        getActor().map(Actor::role).ifPresent(role -> addWork(menu, role));
        menu.add(entry("/scan", Text.of("扫码查验", "Scan")));
        menu.add(entry("/merchants", Text.of("商户信用", "Merchants")));
        menu.add(entry("/lists/red", Text.of("红榜", "Red list")));
        menu.add(entry("/lists/black", Text.of("黑榜", "Black list")));
        menu.add(entry("/lists/recalls", Text.of("召回", "Recalls")));
        return menu;
    }

    private void addWork(List<Entry> menu, Role role) {
        switch (role) {
            case GROWER, MERCHANT -> {
                menu.add(entry("/my", Text.of("我的货", "My goods")));
                menu.add(entry("/goods", Text.of("扫码收发", "By scanning")));
            }
            case INSPECTOR -> {
                menu.add(entry("/inspect", Text.of("检查", "Inspections")));
                menu.add(entry("/field", Text.of("现场", "In the field")));
            }
            case REGULATOR -> menu.add(entry("/regulate", Text.of("监管", "Regulation")));
            case OFFICE -> menu.add(entry("/office", Text.of("市场办公室", "Market office")));
            case ADMIN -> menu.add(entry("/admin", Text.of("系统管理", "Administration")));
        }
    }

    private Entry entry(String href, Text label) {
        String path = request.request().path();
        return new Entry(href, label, path.equals(href) || path.startsWith(href + "/"));
    }

    /** This page in the other language, everything else as it is. */
    public String getOtherLanguage() {
        StringBuilder query = new StringBuilder();
        for (Map.Entry<String, String> parameter : request.queryParams()) {
            if (!parameter.getKey().equals("lang") && query.length() < 1000) {
                query.append(encode(parameter.getKey()))
                        .append('=')
                        .append(encode(parameter.getValue()))
                        .append('&');
            }
        }
        String path = request.request().method().name().equals("GET")
                ? request.request().path()
                : "/";
        return path + "?" + query + "lang=" + (isEnglish() ? "zh" : "en");
    }

    /** What the last command has to say, once. */
    public Flash getFlash() {
        Cookie cookie = request.request().getCookie(Flash.COOKIE);
        if (flash.isEmpty() && cookie != null) {
            flash = Flash.read(cookie.getValue());
        }
        return flash.orElse(null);
    }

    boolean hasFlashCookie() {
        return request.request().getCookie(Flash.COOKIE) != null;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
