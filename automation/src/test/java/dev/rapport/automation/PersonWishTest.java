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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Voglio parlare con una persona",
        "Vorrei parlare con un operatore, per favore",
        "Posso parlare con qualcuno?",
        "Mi passi un operatore",
        "Passatemi un'operatrice subito!",
        "operatore",
        "Operatore umano per favore",
        "ho bisogno di un operatore",
        "Non voglio un bot, voglio parlare con un essere umano",
        "potete mettermi in contatto con il servizio clienti?",
      })
  void aWishIsHeardInItalian(String text) {
    assertThat(PersonWish.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Quero falar com uma pessoa",
        "Gostaria de falar com um atendente, por favor",
        "Posso falar com alguém?",
        "Transfira-me para um operador",
        "me passa para um atendente",
        "atendente",
        "atendimento humano por favor",
        "preciso de um atendente",
        "não quero um robô, quero falar com um humano",
        "Queria falar com o apoio ao cliente",
      })
  void aWishIsHeardInPortuguese(String text) {
    assertThat(PersonWish.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ik wil met een mens praten",
        "Kan ik iemand spreken? Ik wil een medewerker spreken",
        "ik wil graag met een echte persoon spreken",
        "Verbind me door met een medewerker",
        "medewerker",
        "Medewerker graag",
        "ik heb een medewerker nodig",
        "Kan ik met iemand van jullie praten?",
        "Ik wil geen bot, ik wil met een medewerker praten",
        "Mag ik doorverbonden worden met de klantenservice",
      })
  void aWishIsHeardInDutch(String text) {
    assertThat(PersonWish.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "أريد التحدث مع شخص حقيقي",
        "أريد أن أتحدث مع موظف",
        "هل يمكنني التكلم مع أحد الموظفين؟",
        "حولني إلى موظف خدمة العملاء",
        "وصلني بموظف",
        "موظف",
        "موظف من فضلك",
        "خدمة العملاء لو سمحت",
        "عايز أكلم حد",
        "أحتاج إلى موظف",
        "لا أريد روبوت، أريد التحدث مع إنسان",
      })
  void aWishIsHeardInArabic(String text) {
    assertThat(PersonWish.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "人と話したいです",
        "人間と話したい",
        "オペレーターにつないでください",
        "担当者の方とお話ししたいのですが",
        "オペレーター",
        "オペレーターお願いします",
        "誰かと話せますか？",
        "担当者に代わってください",
        "有人対応を希望します",
        "ボットではなく、人間に対応してほしい",
        "スタッフに相談したい",
      })
  void aWishIsHeardInJapanese(String text) {
    assertThat(PersonWish.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "我想和真人说话",
        "转人工",
        "请转人工客服",
        "人工客服",
        "我要人工服务",
        "能跟客服人员聊聊吗？",
        "可以和真人沟通吗",
        "找客服",
        "有没有真人客服",
        "我不要机器人，我要人工",
        "幫我轉接真人",
        "需要一位人工客服",
      })
  void aWishIsHeardInChinese(String text) {
    assertThat(PersonWish.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "La persona che ha consegnato la mia bici",
        "Ieri ho parlato con una persona",
        "Non voglio parlare con un operatore",
        "senza parlare con nessuno",
        "quanto costa a persona?",
        "l'operatore telefonico mi ha cambiato il numero",
        "come divento agente?",
      })
  void anotherMatterIsNoWishInItalian(String text) {
    assertThat(PersonWish.in(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A pessoa que entregou a minha bicicleta",
        "Falei com uma pessoa ontem",
        "Não quero falar com um atendente",
        "sem falar com ninguém",
        "preço por pessoa?",
        "recursos humanos",
        "o agente de limpeza veio ontem",
      })
  void anotherMatterIsNoWishInPortuguese(String text) {
    assertThat(PersonWish.in(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "De persoon die mijn fiets heeft bezorgd",
        "Ik heb gisteren met iemand gesproken",
        "Ik wil niet met een medewerker praten",
        "zonder met iemand te praten",
        "prijs per persoon?",
        "hoeveel mensen passen er in",
        "de medewerker was onbeleefd",
      })
  void anotherMatterIsNoWishInDutch(String text) {
    assertThat(PersonWish.in(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "الشخص الذي سلم دراجتي كان وقحا",
        "تحدثت مع موظف أمس",
        "لا أريد التحدث مع موظف",
        "بدون التحدث مع أحد",
        "السعر للشخص الواحد؟",
        "أين طلبي؟",
      })
  void anotherMatterIsNoWishInArabic(String text) {
    assertThat(PersonWish.in(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "自転車を届けた人は親切でした",
        "昨日オペレーターと話しました",
        "人と話したくない",
        "オペレーターと話したいわけではない",
        "人間関係について",
        "一人いくらですか",
        "担当者の名前を教えて",
      })
  void anotherMatterIsNoWishInJapanese(String text) {
    assertThat(PersonWish.in(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "送货的人很粗鲁",
        "我昨天和客服聊过",
        "不要转人工",
        "我不想和人说话",
        "人工智能是什么",
        "每人多少钱",
        "要人工费吗",
        "已经找客服了",
      })
  void anotherMatterIsNoWishInChinese(String text) {
    assertThat(PersonWish.in(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the person who delivered my bike",
        "I spoke to a person yesterday",
        "I talked to an agent on Monday",
        "Gestern habe ich mit einem Mitarbeiter gesprochen",
        "Die Person, die mein Rad geliefert hat",
        "J'ai parlé à un conseiller hier",
        "la personne qui a livré mon vélo",
        "Ayer hablé con un agente",
        "la persona que entregó mi bici",
      })
  void whoeverSpokeToSomebodyBeforeAsksForNobody(String text) {
    assertThat(PersonWish.in(text)).isFalse();
  }

  @Test
  void whatStandsFarBeyondTheBeginningIsNotRead() {
    assertThat(PersonWish.in("x ".repeat(Tokens.MAX_TEXT) + ". I want to talk to a person"))
        .isFalse();
  }
}
