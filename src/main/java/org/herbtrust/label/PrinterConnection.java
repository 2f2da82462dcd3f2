package org.herbtrust.label;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Raw data to a printer. A printer may take its time, for paper is slow; one that takes nothing at all for long is given up. */
final class PrinterConnection extends OutputStream {

    static final Duration TO_CONNECT = Duration.ofSeconds(5);
    /** As long as somebody needs to put in a new roll. */
    static final Duration TO_TAKE_SOMETHING = Duration.ofSeconds(90);

    private static final int BUFFER_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final Selector selector;
    private final Duration patience;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    private PrinterConnection(SocketChannel channel, Selector selector, Duration patience) {
        this.channel = channel;
        this.selector = selector;
        this.patience = patience;
    }

    /** @throws IOException if nobody answers there */
    static PrinterConnection to(NetworkPrinter printer, Duration toConnect, Duration patience) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(printer.host()), printer.port());
        SocketChannel channel = SocketChannel.open();
        Selector selector = Selector.open();
        try {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_CONNECT);
            if (!channel.connect(address)) {
                if (selector.select(toConnect.toMillis()) == 0) {
                    throw new SocketTimeoutException("no answer within " + toConnect.toSeconds() + " s");
                }
                channel.finishConnect();
            }
            channel.register(selector, SelectionKey.OP_WRITE);
            return new PrinterConnection(channel, selector, patience);
        } catch (IOException | RuntimeException e) {
            selector.close();
            channel.close();
            throw e;
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int left = length;
        while (left > 0) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int some = Math.min(left, buffer.remaining());
            buffer.put(bytes, at, some);
            at += some;
            left -= some;
        }
    }

    @Override
    public void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                selector.selectedKeys().clear();
                if (selector.select(patience.toMillis()) == 0) {
                    throw new SocketTimeoutException("takes nothing for " + patience.toSeconds() + " s");
                }
            }
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        try {
            if (channel.isConnected()) {
                channel.shutdownOutput();
            }
        } finally {
            selector.close();
            channel.close();
        }
    }
}
