package dev.rapport.automation;

import static dev.rapport.automation.WishWordsByLanguage.filled;

/// As {@link WishWordsByLanguage}, in Italian, Portuguese and Dutch.
final class WishWordsFurther {
  private WishWordsFurther() {}

  static WishWords italian() {
    String people =
        "persona|persone|umano|umana|essere umano|operatore|operatrice|operatori|agente|consulente"
            + "|addetto|addetta|impiegato|impiegata|assistente|incaricato|incaricata|responsabile"
            + "|collega";
    String fillers =
        "un|una|uno|il|lo|la|l|vera|vero|reale|altra|altro|qualche|vostro|vostra|vostri|uno dei"
            + "|dei|degli";
    String reached =
        "qualcuno|il servizio clienti|servizio clienti|l assistenza|assistenza clienti|il supporto";
    String talk =
        "(?:parlare|chattare|conversare|comunicare) (?:direttamente )?con (?:@#|"
            + reached
            + ")\\b"
            + "|(?:passami|passatemi|mi passi|mi passa|mi passate|mi puo passare|mi potete passare"
            + "|passarmi|collegatemi|mi colleghi|collegarmi|mettetemi|mettermi|mettimi|mi metta"
            + "|mi metti|trasferitemi|trasferiscimi) (?:subito )?(?:in contatto |in comunicazione )?"
            + "(?:con |a )?(?:@#|"
            + reached
            + ")\\b"
            + "|(?:essere (?:contattat|richiamat|messo in contatto)[oa]?|farmi (?:richiamare"
            + "|contattare)) (?:da|con) (?:@#|"
            + reached
            + ")\\b";
    String want =
        "(?:voglio|vorrei|ho bisogno di|mi serve|desidero|preferisco|datemi|posso avere"
            + "|c e) @#(?= (?:per favore|per piacere|subito|ora|adesso|e|in carne e ossa|che mi"
            + " (?:aiuti|risponda)|con cui parlare|grazie)\\b|$)";
    String polite =
        "(?:(?:ciao|salve|buongiorno|buonasera|per favore|per piacere|grazie|si|no|ora|subito) )*";
    return WishWords.of(
        filled(talk + "|" + want, fillers, people),
        filled(
            polite + "@#(?: (?:umano|umana|reale|vera|per favore|per piacere|ora|subito|grazie))*",
            fillers,
            people),
        "non|nessun|nessuno|senza|mai|invece di|piuttosto che|anziche",
        "io|noi|ma");
  }

  static WishWords portuguese() {
    String people =
        "pessoa|pessoas|humano|humana|ser humano|atendente|atendentes|agente|agentes|assistente"
            + "|operador|operadora|funcionario|funcionaria|representante|consultor|consultora"
            + "|colaborador|colaboradora|gerente|supervisor|supervisora";
    String fillers =
        "um|uma|o|a|algum|alguma|real|verdadeira|verdadeiro|outra|outro|seu|seus|sua|vosso|vossa|de"
            + "|do|da";
    String reached =
        "alguem|o atendimento|atendimento humano|o apoio ao cliente|apoio ao cliente|o suporte";
    String talk =
        "(?:falar|conversar|comunicar) (?:diretamente |directamente )?com (?:@#|"
            + reached
            + ")\\b"
            + "|(?:(?:transfira|transferir|transfere|passe|passar|passa|ligue|ligar|conecte"
            + "|conectar|encaminhe|encaminhar|coloque|ponha) me|me (?:transfira|transfere"
            + "|transferir|passe|passa|passar|conecte|conecta|conectar|encaminhe|encaminha"
            + "|encaminhar|ligue|liga|coloque|coloca)) (?:em contato |em contacto )?(?:a|para|pra"
            + "|com|ao) (?:@#|"
            + reached
            + ")\\b"
            + "|ser (?:atendid|contactad|contatad)[oa] por (?:@#|"
            + reached
            + ")\\b"
            + "|(?:quero|preciso de|prefiro|gostaria de) atendimento humano\\b";
    String want =
        "(?:quero|queria|gostaria de|preciso de|prefiro|desejo) (?:ter )?@#(?= (?:por favor|agora"
            + "|ja|real|de verdade|de carne e osso|e|que me (?:atenda|ajude))\\b|$)";
    String polite =
        "(?:(?:ola|oi|por favor|obrigado|obrigada|sim|nao|bom dia|boa tarde|boa noite|agora) )*";
    return WishWords.of(
        filled(talk + "|" + want, fillers, people),
        filled(
            polite
                + "(?:@#|atendimento humano)(?: (?:real|humano|humana|por favor|agora|ja|obrigado"
                + "|obrigada))*",
            fillers,
            people),
        "nao|nem|nunca|sem|em vez|ao inves|tampouco|ninguem",
        "eu|nos|mas");
  }

  static WishWords dutch() {
    String people =
        "mens|mensen|persoon|medewerker|medewerkster|medewerkers|agent|adviseur|collega"
            + "|klantenservicemedewerker|vertegenwoordiger|operator|leidinggevende|manager";
    String fillers =
        "een|de|het|echt|echte|levend|levende|menselijke|andere|jullie|uw|van|klantenservice";
    String reached =
        "iemand|iemand van jullie|de klantenservice|klantenservice|de klantendienst|de helpdesk";
    String talk =
        "(?:praten|spreken|chatten|overleggen|bellen) met (?:@#|"
            + reached
            + ")\\b"
            + "|met (?:@#|"
            + reached
            + ")(?: \\w+){0,2} (?:praten|spreken|chatten|bellen|doorverbonden worden|verbonden"
            + " worden|verbinden)\\b"
            + "|(?:verbind|verbindt|verbinden) (?:me|mij)(?: \\w+){0,2} (?:door )?met (?:@#|"
            + reached
            + ")\\b"
            + "|(?:doorverbinden|doorverbonden worden|doorgeschakeld worden|doorgezet worden)"
            + " (?:met|naar) (?:@#|"
            + reached
            + ")\\b"
            + "|(?:zet|schakel) (?:me|mij) door naar (?:@#|"
            + reached
            + ")\\b"
            + "|@# (?:te )?(?:spreken|aan de lijn)\\b";
    String want =
        "(?:ik wil(?: graag)?|ik heb liever|liever|graag|geef (?:me|mij)|mag ik) @#(?= (?:graag"
            + "|alsjeblieft|alstublieft|aub|nu|en|die (?:me|mij) helpt)\\b|$)"
            + "|ik heb @# nodig\\b";
    String polite =
        "(?:(?:hallo|hoi|goedendag|graag|alsjeblieft|alstublieft|aub|bedankt|ja|nee|nu) )*";
    return WishWords.of(
        filled(talk + "|" + want, fillers, people),
        filled(
            polite + "@#(?: (?:alsjeblieft|alstublieft|aub|graag|nu|bedankt))*", fillers, people),
        "niet|geen|nooit|zonder|in plaats van|liever dan",
        "ik|wij|we|maar");
  }
}
