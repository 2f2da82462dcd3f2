package org.herbtrust.epcis;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts documents to subscribers. Follows no redirect, reads nothing of the answer but its status. */
@ApplicationScoped
class Webhooks {

    static final String SIGNATURE = "GS1-Signature";

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 15_000;

    /** The client's own limits end a request first; this is for the case that they don't. */
    private static final int LONGEST_MILLIS = CONNECT_MILLIS + ANSWER_MILLIS + 10_000;

    @Inject
    Vertx vertx;

    private HttpClient client;

    @PostConstruct
    void open() {
        client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setKeepAlive(false));
    }

    /**
     * What became of it.
     *
     * @param status of the answer; 0 if there was none
     */
    record Outcome(int status, String failure) {

        boolean taken() {
            return status >= 200 && status < 300;
        }

        boolean tooLarge() {
            return status == 413;
        }
    }

    Outcome post(Destinations.Target target, byte[] body, Map<String, String> headers) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                // the address that was judged, under the name that was given
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(target.address(), target.port())))
                .setHost(target.uri().getHost())
                .setPort(target.port())
                .setSsl(target.secure())
                .setURI(target.pathAndQuery())
                .setFollowRedirects(false)
                .setConnectTimeout(CONNECT_MILLIS)
                .setTimeout(ANSWER_MILLIS);
        headers.forEach(options::putHeader);
        try {
            int status = client.request(options)
                    .compose(request -> {
                        request.exceptionHandler(failed -> {}); // told by the future
                        return request.send(Buffer.buffer(body)).map(response -> {
                            response.exceptionHandler(cut -> {});
                            int code = response.statusCode();
                            request.reset(); // an answer without an end is nobody's business
                            return code;
                        });
                    })
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
            return new Outcome(status, "HTTP " + status);
        } catch (ExecutionException e) {
            return new Outcome(0, String.valueOf(e.getCause().getMessage()));
        } catch (TimeoutException e) {
            return new Outcome(0, "no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(0, "shutting down");
        }
    }

    /** What {@code openssl dgst -sha256 -hmac TOKEN} says of the body; empty without a token. */
    static Optional<String> signature(Optional<String> token, byte[] body) {
        return token.map(key -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
            } catch (GeneralSecurityException everyJvmHasIt) {
                throw new IllegalStateException(everyJvmHasIt);
            }
        });
    }
}
