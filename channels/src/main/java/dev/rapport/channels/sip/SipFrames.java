package dev.rapport.channels.sip;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a stream into messages (RFC 3261, section 18.3) by their Content-Length. What begins with a
/// double line end is a keep-alive (RFC 5626), passed on as such.
final class SipFrames extends ByteToMessageDecoder {
  static final byte[] PONG = {'\r', '\n'};
  private static final Pattern LENGTH =
      Pattern.compile("(?im)^(?:content-length|l)\\s*:\\s*(\\d{1,6})\\s*$");

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws TooLongFrameException {
    int start = in.readerIndex();
    while (in.isReadable() && (in.getByte(start) == '\r' || in.getByte(start) == '\n')) {
      if (in.readableBytes() >= 4 && in.getInt(start) == 0x0d0a0d0a) {
        out.add(in.readRetainedSlice(4));
        return;
      }
      if (in.readableBytes() < 4 && in.getByte(start) == '\r') {
        // Perhaps the first half of a keep-alive; a lone line end before a message is shorter.
        if (in.readableBytes() == 2) {
          return;
        }
        if (in.readableBytes() == 1) {
          return;
        }
      }
      in.skipBytes(1);
      start = in.readerIndex();
    }
    byte[] bytes = ByteBufUtil.getBytes(in, start, in.readableBytes(), true);
    int end = SipReader.headEnd(bytes);
    if (end < 0) {
      if (bytes.length > SipReader.MAX_BYTES) {
        throw new TooLongFrameException("headers without an end");
      }
      return;
    }
    Matcher length = LENGTH.matcher(new String(bytes, 0, end, StandardCharsets.ISO_8859_1));
    long whole = end + (length.find() ? Long.parseLong(length.group(1)) : 0);
    if (whole > SipReader.MAX_BYTES) {
      throw new TooLongFrameException("a message of " + whole + " bytes");
    }
    if (bytes.length >= whole) {
      out.add(in.readRetainedSlice((int) whole));
    }
  }
}
