package org.herbtrust.web;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a browser that knows cookies and forms, and runs no script. */
final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"csrf-token\" value=\"([^\"]+)\"");

    private final Map<String, String> cookies = new HashMap<>();
    private String language = "zh-CN";

    Visitor speaking(String tag) {
        language = tag;
        return this;
    }

    Visitor signedIn(String account, String password) {
        post("/login", Map.of("account", account, "password", password));
        return this;
    }

    Response get(String path) {
        return keep(asks().get(path));
    }

    /** Opens the page with the form, then sends it. */
    Response post(String path, Map<String, String> fields) {
        return post(path, path, fields);
    }

    Response post(String page, String path, Map<String, String> fields) {
        Matcher token = TOKEN.matcher(get(page).asString());
        Map<String, String> all = new HashMap<>(fields);
        if (token.find()) {
            all.put("csrf-token", token.group(1));
        }
        return keep(asks().formParams(all).post(path));
    }

    RequestSpecification asks() {
        return given().redirects()
                .follow(false)
                .accept("text/html")
                .header("Accept-Language", language)
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .cookies(cookies);
    }

    private Response keep(Response response) {
        cookies.putAll(response.getCookies());
        return response;
    }
}
