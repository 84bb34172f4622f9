package dev.rapport.channels.chat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;

/// Says why before it closes: a frame that breaks the protocol, above all one longer than the
/// server takes, is noticed below Vert.x, which would close the connection without a word.
final class FrameViolations extends ChannelInboundHandlerAdapter {

  private boolean closing;

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable fault) {
    if (!(fault instanceof CorruptedWebSocketFrameException violation)) {
      ctx.fireExceptionCaught(fault);
    } else if (!closing) {
      closing = true;
      // From here on towards the wire: Vert.x, further up, would add a close frame of its own.
      var _ =
          ctx.writeAndFlush(new CloseWebSocketFrame(violation.closeStatus()))
              .addListener(_ -> {
                var _ = ctx.close();
              });
    }
  }
}
