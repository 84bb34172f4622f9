package dev.rapport.channels.chat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes a connection so that the peer can still read why. A connection closed while its peer is
/// sending is reset, and a reset throws away the close frame that was sent before it: a visitor
/// whose frame was too big would see a broken line instead of 1009. So only the way out is shut at
/// first; what still comes in is dropped, for a bounded time and a bounded number of bytes.
final class LingeringClose extends ChannelDuplexHandler {

  private static final long LINGER_MS = 1_000;
  private static final long MAX_DROPPED_BYTES = 8L * 1024 * 1024;

  private @Nullable ChannelPromise closing;
  private @Nullable ScheduledFuture<?> deadline;
  private long dropped;

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (closing != null
        || !ctx.channel().isActive()
        || !(ctx.channel() instanceof DuplexChannel duplex)) {
      var _ = ctx.close(promise);
      return;
    }
    closing = promise;
    deadline = ctx.executor().schedule(() -> finish(ctx), LINGER_MS, TimeUnit.MILLISECONDS);
    ctx.channel().config().setAutoRead(true);
    duplex
        .shutdownOutput()
        .addListener(shut -> {
          if (!shut.isSuccess()) {
            finish(ctx);
          }
        });
  }

  private void finish(ChannelHandlerContext ctx) {
    if (deadline != null) {
      deadline.cancel(false);
    }
    if (closing != null) {
      var _ = ctx.close(closing);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (closing == null) {
      ctx.fireChannelRead(message);
      return;
    }
    dropped += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    ReferenceCountUtil.release(message);
    if (dropped > MAX_DROPPED_BYTES) {
      finish(ctx);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    finish(ctx);
    ctx.fireChannelInactive();
  }
}
