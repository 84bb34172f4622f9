package dev.rapport.loadtests;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One contact that will arrive, by one channel.
sealed interface Arrival {
  /// Nanoseconds after the start of the load.
  long atNanos();

  /// A visitor opens the chat.
  record Chat(long atNanos, Visit visit) implements Arrival {}

  /// A form is sent.
  record Form(long atNanos, Visit visit) implements Arrival {}

  /// A mail is handed over.
  ///
  /// @param senderIsCustomer whether a customer's address is the sender: the envelope has one and
  ///   no `From` says otherwise
  record Mail(long atNanos, MailMessage mail, boolean senderIsCustomer) implements Arrival {}

  /// The arrivals of a run: Poisson, so that they bunch as people do; each mail of the data once (a
  /// second copy would be recognised as the same), a fifth of all at most; of the rest two thirds
  /// chats, one third forms. The same seed gives the same run.
  static List<Arrival> plan(BenchData data, int contacts, double perSecond, long seed) {
    var random = new Random(seed);
    List<Buffer> mails = new ArrayList<>(data.mails());
    Collections.shuffle(mails, random);
    mails = mails.subList(0, Math.min(mails.size(), contacts / 5));
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < contacts; i++) {
      places.add(i < mails.size() ? i : -1);
    }
    Collections.shuffle(places, random);
    List<Arrival> arrivals = new ArrayList<>();
    double seconds = 0;
    for (int place : places) {
      seconds += -Math.log(1 - random.nextDouble()) / perSecond;
      long at = (long) (seconds * 1e9);
      if (place >= 0) {
        arrivals.add(mail(at, data, mails.get(place), random));
      } else if (random.nextInt(3) < 2) {
        arrivals.add(new Chat(at, visit(data, data.queries(), random)));
      } else {
        arrivals.add(new Form(at, visit(data, data.questions(), random)));
      }
    }
    return arrivals;
  }

  private static Mail mail(long at, BenchData data, Buffer raw, Random random) {
    String customer = customer(data, random);
    String sender = customer == null ? "somebody@elsewhere.example" : customer;
    var mail = new MailMessage(sender, "help@" + BenchCentre.DOMAIN, raw);
    return new Mail(at, mail, customer != null && !mail.saysFrom());
  }

  private static Visit visit(BenchData data, List<String> texts, Random random) {
    return new Visit(
        customer(data, random), texts.get(random.nextInt(texts.size())), temper(random));
  }

  /// The address of a customer three times of five.
  private static @Nullable String customer(BenchData data, Random random) {
    return random.nextInt(5) < 3 ? data.emails().get(random.nextInt(data.emails().size())) : null;
  }

  private static Visit.Temper temper(Random random) {
    int percent = random.nextInt(100);
    if (percent < 30) {
      return Visit.Temper.PERSON_AT_ONCE;
    }
    if (percent < 75) {
      return Visit.Temper.PERSON_AFTER_ANSWERS;
    }
    if (percent < 90) {
      return Visit.Temper.HELPED;
    }
    return percent < 97 ? Visit.Temper.SILENT : Visit.Temper.LEAVES;
  }
}
