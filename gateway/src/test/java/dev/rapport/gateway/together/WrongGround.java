package dev.rapport.gateway.together;

import dev.rapport.storage.GatewayList;
import dev.rapport.storage.Lease;
import dev.rapport.storage.LetterBox;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A lease, a list and a post with a mistake in them.
final class WrongGround {
  private WrongGround() {}

  /// Does not look at who holds it.
  record Everybodys(Lease right) implements Lease {
    @Override
    public CompletableFuture<OptionalLong> take() {
      return right
          .take()
          .thenApply(taken -> taken.isPresent() ? taken : OptionalLong.of(right.look().epoch()));
    }

    @Override
    public Held look() {
      Held held = right.look();
      return new Held(held.epoch(), held.holder(), true);
    }

    @Override
    public CompletableFuture<Integer> release() {
      return right.release();
    }
  }

  /// Knows of nobody until it is asked again.
  static final class EmptyAtFirst implements GatewayList {
    private final GatewayList right;
    private boolean asked;

    EmptyAtFirst(GatewayList right) {
      this.right = right;
    }

    @Override
    public CompletableFuture<Boolean> here(String id, boolean hears) {
      return right.here(id, hears);
    }

    @Override
    public List<Gateway> all() {
      boolean again = asked;
      asked = true;
      return again ? right.all() : List.of();
    }

    @Override
    public CompletableFuture<Integer> gone(String id) {
      return right.gone(id);
    }
  }

  /// Changes what is heard and what is said.
  interface Tongue {
    default Letter heard(Letter letter) {
      return letter;
    }

    default Letter said(Letter letter) {
      return letter;
    }
  }

  /// Takes every command for a new one.
  static final class Forgetful implements Tongue {
    private static final String MARK = "#";
    private int times;

    @Override
    public Letter heard(Letter letter) {
      if (letter instanceof Letter.Asked(var from, var id, long line, long epoch, var command)) {
        times++;
        return new Letter.Asked(from, id + MARK + times, line, epoch, command);
      }
      return letter;
    }

    @Override
    public Letter said(Letter letter) {
      return letter
              instanceof
              Letter.Answered(var from, var id, var verdict, long sequence, var code, var detail)
          ? new Letter.Answered(from, id.split(MARK)[0], verdict, sequence, code, detail)
          : letter;
    }
  }

  /// Says that all is well.
  static final class Optimist implements Tongue {
    @Override
    public Letter said(Letter letter) {
      return letter instanceof Letter.Answered answered
              && answered.verdict() == Letter.Verdict.UNAVAILABLE
          ? new Letter.Answered(answered.from(), answered.id(), Letter.Verdict.DONE, 0, null, null)
          : letter;
    }
  }

  static Ground speaking(Ground right, Tongue tongue) {
    return new Ground(
        new Mouth(right.redis(), tongue),
        new Box(right.letters(), tongue),
        right.gateways(),
        right.lease());
  }

  private static String heard(Tongue tongue, String words) {
    Letter letter = Letter.read(words);
    return letter == null ? words : tongue.heard(letter).words();
  }

  private static String said(Tongue tongue, String words) {
    Letter letter = Letter.read(words);
    return letter == null ? words : tongue.said(letter).words();
  }

  private record Mouth(Carrier right, Tongue tongue) implements Carrier {
    @Override
    public void listen(List<String> addressees, Listener hears) {
      right.listen(
          addressees,
          new Listener() {
            @Override
            public void heard(String words) {
              hears.heard(WrongGround.heard(tongue, words));
            }

            @Override
            public void listensAnew() {
              hears.listensAnew();
            }
          });
    }

    @Override
    public CompletionStage<Boolean> send(String addressee, String words) {
      return right.send(addressee, said(tongue, words));
    }

    @Override
    public void renew() {
      right.renew();
    }

    @Override
    public void close() {
      right.close();
    }
  }

  private record Box(LetterBox right, Tongue tongue) implements LetterBox {
    @Override
    public CompletableFuture<Long> send(String addressee, String words) {
      return right.send(addressee, said(tongue, words));
    }

    @Override
    public long end() {
      return right.end();
    }

    @Override
    public List<Letter> after(long number, List<String> addressees, int most) {
      return right.after(number, addressees, most).stream()
          .map(letter ->
              new Letter(letter.number(), letter.addressee(), heard(tongue, letter.words())))
          .toList();
    }

    @Override
    public CompletableFuture<Integer> sweep() {
      return right.sweep();
    }
  }
}
