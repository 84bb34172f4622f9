package dev.rapport.routing;

/// What was learnt, as canonical text.
final class LearntText {
  private LearntText() {}

  static void write(CanonicalText text, LearntHandleTimes learnt) {
    text.each(
            learnt.places(),
            (out, place) ->
                out.text(place.queue().value())
                    .text(place.channel().value())
                    .number(place.mean())
                    .number(place.variance())
                    .number(place.millis())
                    .number(place.count())
                    .number(place.noise()))
        .each(
            learnt.intents(),
            (out, intent) ->
                out.text(intent.queue().value())
                    .text(intent.intent())
                    .number(intent.mean())
                    .number(intent.variance()))
        .each(
            learnt.customers(),
            (out, customer) ->
                out.text(customer.customer().value())
                    .number(customer.mean())
                    .number(customer.variance()))
        .each(learnt.accuracy(), LearntText::accuracy);
  }

  static void write(CanonicalText text, LearntWaits learnt) {
    text.each(
            learnt.queues(),
            (out, queue) ->
                out.text(queue.queue().value()).number(queue.waited()).number(queue.left()))
        .each(
            learnt.cells(),
            (out, cell) ->
                out.text(cell.queue().value())
                    .number(cell.size())
                    .number(cell.low())
                    .number(cell.middle())
                    .number(cell.high())
                    .number(cell.count()))
        .each(
            learnt.accuracy(),
            (out, accuracy) ->
                out.text(accuracy.queue().value())
                    .number(accuracy.shorter())
                    .number(accuracy.within())
                    .number(accuracy.longer()));
  }

  static void write(CanonicalText text, Foretold told) {
    text.number(told.at())
        .number(told.low())
        .number(told.high())
        .number(told.firstAt())
        .number(told.firstLow())
        .number(told.firstHigh())
        .number(told.middle())
        .number(told.longer());
  }

  private static void accuracy(CanonicalText text, HandleAccuracy accuracy) {
    text.text(accuracy.queue().value())
        .number(accuracy.finished())
        .number(accuracy.work())
        .number(accuracy.error())
        .number(accuracy.plannedError())
        .number(accuracy.squares())
        .number(accuracy.ordinarySquares());
  }
}
