package dev.rapport.automation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PersonWishTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "I want to talk to a person",
        "Can I speak with a real human being please?",
        "let me talk to someone",
        "TRANSFER ME TO AN AGENT NOW!!!",
        "could you connect me with customer service?",
        "Put me through to a live agent",
        "agent",
        "Human please",
        "a real person, please!",
        "Hi, representative",
        "I need a human",
        "I'd like a person to talk to",
        "why can't I talk to a person?",
        "Not helpful. I want an agent.",
        "I do not want a bot I want to speak to a human",
        "Is there someone I can talk to about my bill?",
        "connect me to your supervisor",
        "a human to answer",
        "I need customer support",
        "my order 123 is late and I would like to speak to a manager",
      })
  void aWishIsHeardInEnglish(String text) {
    assertThat(PersonWish.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ich möchte mit einem Menschen sprechen",
        "ich moechte bitte mit einer echten Person reden",
        "Kann ich mit jemandem sprechen?",
        "Verbinden Sie mich bitte mit einem Mitarbeiter!",
        "Mitarbeiter bitte",
        "Ich brauche einen Berater",
        "Bitte mit einem Kundenberater verbinden",
        "Ich will einen Menschen sprechen, keinen Roboter",
      })
  void aWishIsHeardInGerman(String text) {
    assertThat(PersonWish.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Je veux parler à une vraie personne",
        "je voudrais parler avec un conseiller s'il vous plaît",
        "Puis-je parler à quelqu'un ?",
        "Passez-moi un conseiller",
        "mettez-moi en relation avec un agent",
        "Conseiller svp",
        "J'ai besoin d'un humain",
      })
  void aWishIsHeardInFrench(String text) {
    assertThat(PersonWish.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Quiero hablar con una persona",
        "¿Puedo hablar con alguien?",
        "Páseme con un agente, por favor",
        "necesito un asesor",
        "agente por favor",
        "¿me puede comunicar con un operador?",
        "Quisiera hablar con atención al cliente",
      })
  void aWishIsHeardInSpanish(String text) {
    assertThat(PersonWish.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Where is my order?",
        "The person who called me was rude",
        "I need a cleaning agent for my mattress",
        "How do I become an agent?",
        "I want the agent number of my policy",
        "Hello, agent Smith told me to write to you",
        "can someone help me with my bill",
        "I need a person name on the invoice",
        "per person price?",
        "human resources",
        "this is not a person",
      })
  void aWordAloneIsNoWish(String text) {
    assertThat(PersonWish.in(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I don't want to talk to a person",
        "Please do not transfer me to an agent",
        "no need to speak to anyone",
        "I'd rather not speak to a human",
        "do I have to talk to someone to change my address?",
        "can I change it without having to talk to an agent?",
        "Ich möchte nicht mit einem Menschen sprechen",
        "Geht das ohne mit einem Mitarbeiter zu sprechen?",
        "Je ne veux pas parler à un conseiller",
        "sans parler à quelqu'un",
        "No quiero hablar con un agente",
        "sin hablar con nadie ni con una persona",
      })
  void aNegatedWishIsNone(String text) {
    assertThat(PersonWish.in(text)).isFalse();
  }

  @Test
  void whatStandsFarBeyondTheBeginningIsNotRead() {
    assertThat(PersonWish.in("x ".repeat(Tokens.MAX_TEXT) + ". I want to talk to a person"))
        .isFalse();
  }
}
