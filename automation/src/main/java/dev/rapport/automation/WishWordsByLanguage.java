package dev.rapport.automation;

/// The words themselves. `@` stands for up to four words that may come before the person (articles,
/// "real", "live"), `#` for the person.
final class WishWordsByLanguage {
  private WishWordsByLanguage() {}

  static String filled(String pattern, String fillers, String people) {
    return pattern.replace("@", "(?:(?:" + fillers + ") ){0,4}").replace("#", "(?:" + people + ")");
  }

  static WishWords english() {
    String people =
        "persons?|people|humans?|human being|agents?|representatives?|reps?|operators?|advisors?"
            + "|advisers?|staff member|member of staff|team member|assistants?";
    String fillers =
        "a|an|any|some|real|live|actual|human|physical|another|proper|one of|your|customer|service"
            + "|support|care";
    String reached =
        "someone|somebody|anyone|anybody|(?:a |the |your )?(?:manager|supervisor|executive)"
            + "|customer service|customer support|customer care";
    String talk =
        // "Do I have to talk to somebody?" hopes for a no.
        "(?<!\\bdo (?:i|we) (?:have|need) to )(?:talk|speak|chat) (?:to|with) (?:@#|"
            + reached
            + ")\\b"
            + "|(?:connect|transfer|put|pass|forward|hand|switch) me (?:over |through )?(?:to|with)"
            + " (?:@#|"
            + reached
            + ")\\b"
            + "|(?:connect|be connected|be transferred|be put through) (?:to|with) (?:@#|"
            + reached
            + ")\\b"
            + "|get (?:through to|hold of) (?:@#|"
            + reached
            + ")\\b"
            + "|(?:someone|somebody|@#) (?:that )?(?:i|we) can (?:talk|speak|chat) (?:to|with)\\b";
    String want =
        "(?:want|need|would like|d like|prefer|can i have|could i have|can i get|could i get|get me"
            + "|give me|is there) @#(?= (?:please|now|here|today|asap|instead|not|and|because|right"
            + "|immediately|to (?:talk|speak|chat|help|call|answer|assist))\\b|$)";
    String polite =
        "(?:(?:hi|hello|hey|please|pls|thanks|thank you|now|asap|just|ok|okay|yes|no|urgent|i want"
            + "|i need) )*";
    return WishWords.of(
        filled(
            talk + "|" + want + "|(?:need|want) customer (?:support|service|care)$",
            fillers,
            people),
        filled(
            polite
                + "@#(?: to (?:talk|chat|speak|answer|help)(?: to| with)?)?"
                + "(?: (?:please|pls|now|asap|thanks|thank you))*",
            fillers,
            people),
        "dont|not|no|never|without|rather than|instead of",
        "i|we");
  }

  static WishWords german() {
    String people =
        "menschen?|person|mitarbeiter|mitarbeitern|mitarbeiterin|berater|beraterin|agenten?|agentin"
            + "|kundenberater|kundenberaterin|kundenbetreuer|kundenbetreuerin|ansprechpartner"
            + "|ansprechpartnerin|sachbearbeiter|sachbearbeiterin|kollegen|kollegin";
    String fillers =
        "ein|eine|einen|einem|einer|echte|echten|echter|echtem|echtes|richtige|richtigen|richtiger"
            + "|lebenden|lebendigen|menschlichen|menschliche|ihrer|ihren|eurer|der|vom|aus|irgendeinem";
    String reached = "jemand|jemanden|jemandem|dem kundendienst|dem kundenservice|dem support";
    String talk =
        "mit (?:@#|"
            + reached
            + ")(?: \\w+){0,3} (?:sprechen|reden|chatten|telefonieren"
            + "|verbunden|verbinden|schreiben)\\b"
            + "|@# (?:sprechen|ans telefon)\\b"
            + "|(?:verbinden|verbinde|verbindet) (?:sie )?(?:mich )?(?:bitte )?(?:direkt )?mit"
            + " (?:@#|"
            + reached
            + ")\\b"
            + "|(?:sprechen|reden|chatten) mit (?:@#|"
            + reached
            + ")\\b"
            + "|(?:an|zu) @# (?:weiterleiten|weitergeleitet|durchstellen|durchgestellt)\\b";
    String want =
        "(?:ich (?:will|mochte|moechte|brauche|benotige|benoetige|hatte gern|haette gern)|geben sie"
            + " mir|gib mir) (?:bitte |lieber |endlich |jetzt )?@#(?= (?:bitte|jetzt|sofort|haben"
            + "|sprechen|statt|und|der mir hilft|die mir hilft)\\b|$)";
    String polite = "(?:(?:hallo|bitte|danke|jetzt|sofort|ja|nein|guten tag) )*";
    return WishWords.of(
        filled(talk + "|" + want, fillers, people),
        filled(polite + "@#(?: (?:bitte|jetzt|sofort|danke))*", fillers, people),
        "nicht|kein|keine|keinen|keinem|nie|niemals|ohne|statt|anstatt",
        "ich|wir");
  }

  static WishWords french() {
    String people =
        "personne|humain|humaine|etre humain|conseiller|conseillere|conseillers|agent|agente"
            + "|operateur|operatrice|representant|representante|employe|employee|teleconseiller"
            + "|technicien|technicienne|interlocuteur|responsable";
    String fillers = "un|une|des|vrai|vraie|veritable|reel|reelle|autre|l|d|de vos|vos|votre";
    String reached = "quelqu un|le service client|votre service client|service client";
    String talk =
        "(?:parler|discuter|echanger|chatter) (?:directement )?(?:a|avec) (?:@#|"
            + reached
            + ")\\b"
            + "|(?:mettez|mets|mettre|transferez|transferer|connectez|passez) moi (?:en relation"
            + " |en contact |en ligne )?(?:avec|a|vers)? ?(?:@#|"
            + reached
            + ")\\b"
            + "|(?:etre mis|etre mise|entrer|me mettre) en (?:relation|contact) avec (?:@#|"
            + reached
            + ")\\b"
            + "|(?:joindre|avoir) (?:@#|"
            + reached
            + ") (?:au telephone|en ligne)\\b";
    String want =
        "(?:je (?:veux|voudrais|souhaite|prefere)|j aimerais|j ai besoin d|il me faut|donnez moi)"
            + " (?:avoir )?@#(?= (?:s il vous plait|svp|maintenant|tout de suite|et|pour m aider"
            + "|pour me)\\b|$)";
    String polite = "(?:(?:bonjour|s il vous plait|svp|merci|oui|non) )*";
    return WishWords.of(
        filled(talk + "|" + want, fillers, people),
        filled(
            polite
                + "@(?:humain|etre humain|conseiller|conseillere|agent|operateur)"
                + "(?: (?:s il vous plait|svp|merci|maintenant))*",
            fillers,
            people),
        "ne|n|pas|jamais|sans|inutile|plutot que|au lieu",
        "je|j|nous|on");
  }

  static WishWords spanish() {
    String people =
        "persona|personas|humano|humana|ser humano|agente|agentes|asesor|asesora|operador|operadora"
            + "|representante|empleado|empleada|ejecutivo|ejecutiva|encargado|encargada";
    String fillers =
        "un|una|unos|alguna|algun|otra|otro|real|verdadera|verdadero|su|sus|de|de carne y hueso";
    String reached = "alguien|atencion al cliente|servicio al cliente|el encargado|un supervisor";
    String talk =
        "(?:hablar|chatear|conversar|comunicarme|contactar|contactarme|que hable) (?:directamente )?con"
            + " (?:@#|"
            + reached
            + ")\\b"
            + "|(?:pasame|paseme|paseme usted|comuniqueme|comunicame|conecteme|conectame|pongame"
            + "|ponme|transfierame|transfiereme|me puede (?:pasar|comunicar|poner|conectar)"
            + "|me puedes (?:pasar|comunicar|poner|conectar)) (?:en contacto )?(?:con|a)"
            + " (?:@#|"
            + reached
            + ")\\b"
            + "|que me (?:atienda|llame|ayude) (?:@#|alguien)\\b";
    String want =
        "(?:quiero|quisiera|necesito|prefiero|deseo|me gustaria) (?:tener )?@#(?= (?:por favor|ya"
            + "|ahora|real|y|que me (?:atienda|ayude))\\b|$)";
    String polite = "(?:(?:hola|por favor|gracias|si|no|buenas|buenos dias) )*";
    return WishWords.of(
        filled(talk + "|" + want, fillers, people),
        filled(polite + "@#(?: (?:real|por favor|ya|ahora|gracias))*", fillers, people),
        "no|nunca|sin|en vez|en lugar|tampoco",
        "yo|nosotros|pero|sino");
  }
}
