package dev.rapport.channels.sip;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sockets: UDP, TCP and TLS on one event loop, which is also the stack's clock.
final class NettyWire implements Wire, Alarms {
  private static final Logger LOG = LoggerFactory.getLogger(NettyWire.class);
  private static final int PORT_TRIES = 20;
  private static final int RECEIVE_BUFFER = 4 << 20;
  private static final int CONNECT_MILLIS = 5_000;

  /// Connections at once; one beyond is closed.
  static final int MAX_CONNECTIONS = 1_000;

  private final SipSettings settings;
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("phone-sip", true), NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final Map<Long, Channel> connections = new HashMap<>();
  private final Map<InetSocketAddress, Long> byAddress = new HashMap<>();
  private BiConsumer<byte[], Hop> receiver = (_, _) -> {};
  private LongConsumer closed = _ -> {};
  private @Nullable Channel udp;
  private @Nullable Channel tls;
  private @Nullable SslContext client;
  private long lastConnection;

  NettyWire(SipSettings settings) {
    this.settings = settings;
  }

  /// Who gets what comes in.
  ///
  /// @param closed told the number of a connection that nothing comes by any more; not at the end,
  ///   when all of them are closed from here
  void deliver(BiConsumer<byte[], Hop> receiver, LongConsumer closed) {
    this.receiver = receiver;
    this.closed = closed;
  }

  CompletionStage<Void> open() {
    return CompletableFuture.runAsync(() -> {
      try {
        listen();
      } catch (SSLException e) {
        throw new IllegalStateException("TLS cannot be offered: " + e.getMessage(), e);
      }
    });
  }

  /// A port that is free for UDP may be taken for TCP: where any will do, another is tried.
  private void listenAtOnePort() {
    int tries = settings.port() == 0 ? PORT_TRIES : 1;
    for (int tried = 1; ; tried++) {
      Channel datagrams = datagrams();
      int port = ((InetSocketAddress) datagrams.localAddress()).getPort();
      ChannelFuture stream = server(null).bind(settings.host(), port).awaitUninterruptibly();
      if (stream.isSuccess()) {
        udp = datagrams;
        return;
      }
      datagrams.close().syncUninterruptibly();
      if (tried == tries) {
        stream.syncUninterruptibly();
      }
    }
  }

  private Channel datagrams() {
    return new Bootstrap()
        .group(loop)
        .channel(NioDatagramChannel.class)
        .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(SipReader.MAX_BYTES))
        .handler(new Datagrams())
        .bind(new InetSocketAddress(settings.host(), settings.port()))
        .syncUninterruptibly()
        .channel();
  }

  private void listen() throws SSLException {
    listenAtOnePort();
    SipSettings.Tls secure = settings.tls();
    if (secure != null) {
      SslContext context =
          SslContextBuilder.forServer(secure.certificate().toFile(), secure.key().toFile()).build();
      client = SslContextBuilder.forClient().build();
      tls = server(context).bind(settings.host(), secure.port()).syncUninterruptibly().channel();
    }
  }

  private ServerBootstrap server(@Nullable SslContext secure) {
    return new ServerBootstrap()
        .group(group, loopGroup())
        .channel(NioServerSocketChannel.class)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(initializer(secure));
  }

  private EventLoopGroup loopGroup() {
    return group;
  }

  private ChannelInitializer<Channel> initializer(@Nullable SslContext secure) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        if (connections.size() >= MAX_CONNECTIONS) {
          var _ = channel.close();
          return;
        }
        if (secure != null) {
          channel.pipeline().addLast(secure.newHandler(channel.alloc()));
        }
        adopt(channel, secure == null ? Hop.Transport.TCP : Hop.Transport.TLS);
      }
    };
  }

  private long adopt(Channel channel, Hop.Transport transport) {
    long number = ++lastConnection;
    connections.put(number, channel);
    channel.pipeline().addLast(new SipFrames(), new Stream(number, transport));
    channel
        .closeFuture()
        .addListener(_ -> {
          connections.remove(number);
          byAddress.values().remove(number);
        });
    return number;
  }

  /// One datagram, one message.
  private final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      // Phones keep their way through NAT open with a few bytes that are no message.
      if (packet.content().readableBytes() > 4) {
        received(
            ByteBufUtil.getBytes(packet.content()), new Hop(Hop.Transport.UDP, packet.sender(), 0));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      LOG.debug("a datagram failed: {}", cause.toString());
    }
  }

  private final class Stream extends SimpleChannelInboundHandler<ByteBuf> {
    private final long number;
    private final Hop.Transport transport;

    Stream(long number, Hop.Transport transport) {
      this.number = number;
      this.transport = transport;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
      if (message.readableBytes() <= 4) {
        var _ = context.writeAndFlush(Unpooled.wrappedBuffer(SipFrames.PONG));
        return;
      }
      var from = (InetSocketAddress) context.channel().remoteAddress();
      received(ByteBufUtil.getBytes(message), new Hop(transport, from, number));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (!loop.isShuttingDown()) {
        quietly(() -> closed.accept(number));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      LOG.debug("a connection failed: {}", cause.toString());
      var _ = context.close();
    }
  }

  private void received(byte[] bytes, Hop from) {
    try {
      receiver.accept(bytes, from);
    } catch (RuntimeException e) {
      // One message must not end the calls of all others.
      LOG.error("a message from {} could not be worked with", from.ip(), e);
    }
  }

  @Override
  public void send(Hop to, SipMessage message) {
    ByteBuf bytes = Unpooled.wrappedBuffer(message.bytes());
    Channel datagrams = udp;
    if (to.transport() == Hop.Transport.UDP) {
      if (datagrams != null) {
        var _ = datagrams.writeAndFlush(new DatagramPacket(bytes, to.address()));
      }
      return;
    }
    Long number = to.connection() > 0 ? Long.valueOf(to.connection()) : byAddress.get(to.address());
    Channel open = number == null ? null : connections.get(number);
    if (open != null) {
      var _ = open.writeAndFlush(bytes);
    } else {
      connect(to)
          .addListener(done -> {
            Long made = byAddress.get(to.address());
            Channel reached = made == null ? null : connections.get(made);
            if (done.isSuccess() && reached != null) {
              var _ = reached.writeAndFlush(bytes);
            } else {
              bytes.release();
            }
          });
    }
  }

  private ChannelFuture connect(Hop to) {
    SslContext secure = to.transport() == Hop.Transport.TLS ? client : null;
    return new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                if (secure != null) {
                  channel.pipeline().addLast(secure.newHandler(channel.alloc()));
                }
                byAddress.put(to.address(), adopt(channel, to.transport()));
              }
            })
        .connect(to.address());
  }

  @Override
  public InetSocketAddress local(Hop.Transport transport) {
    Channel channel = transport == Hop.Transport.TLS && tls != null ? tls : udp;
    int port =
        channel == null ? settings.port() : ((InetSocketAddress) channel.localAddress()).getPort();
    return new InetSocketAddress(settings.advertised(), port);
  }

  @Override
  public long millis() {
    return System.currentTimeMillis();
  }

  @Override
  public Alarm after(long millis, Runnable action) {
    var future = loop.schedule(() -> quietly(action), millis, TimeUnit.MILLISECONDS);
    return () -> future.cancel(false);
  }

  private static void quietly(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("a timer or a connection's end failed", e);
    }
  }

  void execute(Runnable task) {
    loop.execute(task);
  }

  CompletionStage<Void> shutDown() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    // Time for the last goodbyes to leave.
    group
        .shutdownGracefully(100, 2_000, TimeUnit.MILLISECONDS)
        .addListener(_ -> done.complete(null));
    return done;
  }
}
