package io.mlconnector.platform.vendor.transport;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server of an attacker: each time it is asked, it answers with the next addresses. */
final class FakeNames implements AutoCloseable {

  private static final int HEAD = 12;
  private static final int IPV4 = 1;

  /** Quarkus leaves names to the JVM, whose resolver no test can replace. */
  private static final String JVM_RESOLVES = "vertx.disableDnsResolver";

  private final DatagramSocket socket;
  private final List<List<String>> answers;
  private final AtomicInteger asked = new AtomicInteger();

  FakeNames(List<List<String>> answers) throws IOException {
    this.answers = answers;
    this.socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    Thread thread = new Thread(this::serve, "fake-names");
    thread.setDaemon(true);
    thread.start();
  }

  /** A Vert.x that asks this server for every name, each time anew. */
  Vertx vertx() {
    String before = System.setProperty(JVM_RESOLVES, "false");
    try {
      return Vertx.vertx(
          new VertxOptions()
              .setAddressResolverOptions(
                  new AddressResolverOptions()
                      .setServers(List.of("127.0.0.1:" + socket.getLocalPort()))
                      .setHostsValue(Buffer.buffer("# none\n"))
                      .setSearchDomains(List.of())
                      .setCacheMaxTimeToLive(0)));
    } finally {
      if (before == null) {
        System.clearProperty(JVM_RESOLVES);
      } else {
        System.setProperty(JVM_RESOLVES, before);
      }
    }
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        socket.receive(packet);
        byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException e) {
        return;
      }
    }
  }

  private byte[] answer(byte[] query) throws IOException {
    int end = HEAD;
    while (query[end] != 0) {
      end += query[end] + 1;
    }
    int type = query[end + 2];
    List<String> addresses =
        type == IPV4
            ? answers.get(Math.min(asked.getAndIncrement(), answers.size() - 1))
            : List.of();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(query, 0, 2);
    out.writeShort(0x8180);
    out.writeShort(1);
    out.writeShort(addresses.size());
    out.writeInt(0);
    out.write(query, HEAD, end + 5 - HEAD);
    for (String address : addresses) {
      out.writeShort(0xc000 | HEAD);
      out.writeShort(IPV4);
      out.writeShort(1);
      out.writeInt(0);
      byte[] four = InetAddress.getByName(address).getAddress();
      out.writeShort(four.length);
      out.write(four);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
