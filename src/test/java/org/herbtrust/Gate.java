package org.herbtrust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The network between a browser and the application, which can be switched off as a cellar does it: for pages and for what
 * works in the background, in the middle of whatever is under way. It can also lose answers: the application has done what
 * was asked, and the browser never hears of it.
 */
final class Gate implements AutoCloseable {

    private final int applicationPort;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Pattern> toLose = new AtomicReference<>();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final ServerSocket door;

    /** @param applicationPort of the application on this machine */
    Gate(int applicationPort) {
        this.applicationPort = applicationPort;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        Thread thread = new Thread(this::accept, "gate");
        thread.setDaemon(true);
        thread.start();
    }

    /** What the browser calls. */
    String root() {
        return "http://localhost:" + door.getLocalPort();
    }

    void on() {
        open.set(true);
    }

    /** The port stays ours, so that nobody else can take it meanwhile; who calls is hung up on. */
    void off() {
        open.set(false);
        connections.forEach(Gate::shut);
    }

    /** Requests whose first line begins so arrive, their answers don't: not even when the browser tries again by itself. */
    void loseAnswersTo(String requestLine) {
        toLose.set(Pattern.compile(requestLine + ".*", Pattern.DOTALL));
    }

    void loseNothing() {
        toLose.set(null);
    }

    /** How many answers were lost until now. */
    int lost() {
        return lost.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket browser = door.accept();
                if (!open.get()) {
                    shut(browser);
                    continue;
                }
                Socket application = new Socket(InetAddress.getLoopbackAddress(), applicationPort);
                connections.add(browser);
                connections.add(application);
                if (!open.get()) {
                    connections.forEach(Gate::shut); // it was closed between the call and here
                }
                AtomicBoolean loses = new AtomicBoolean();
                pump(browser, application, bytes -> {
                    Pattern wanted = toLose.get();
                    if (wanted != null && wanted.matcher(bytes).matches()) {
                        loses.set(true);
                    }
                    return true;
                });
                pump(application, browser, bytes -> !loses.get() || lost.incrementAndGet() < 0);
            } catch (IOException closed) {
                // the door was closed, or the browser went away: the next one, if any
            }
        }
    }

    /** @param passes whether what was read goes on; if not, the connection ends */
    private void pump(Socket from, Socket to, Predicate<String> passes) {
        Thread thread = new Thread(
                () -> {
                    try (from;
                            to) {
                        InputStream in = from.getInputStream();
                        OutputStream out = to.getOutputStream();
                        byte[] buffer = new byte[64 * 1024];
                        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                            if (!passes.test(new String(buffer, 0, n, StandardCharsets.ISO_8859_1))) {
                                return;
                            }
                            out.write(buffer, 0, n);
                        }
                    } catch (IOException ended) {
                        // one side has gone, so the other goes too
                    } finally {
                        connections.remove(from);
                        connections.remove(to);
                    }
                },
                "gate");
        thread.setDaemon(true);
        thread.start();
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // that is what was wanted
        }
    }

    @Override
    public void close() {
        off();
        try {
            door.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
