// A rulebook of three aids for the tests of this room: short enough to check by hand.
#pragma once

#include <string_view>

namespace partance::simulation {

inline constexpr std::string_view kExampleRulebook = R"(
rentrée: { question: Quelle rentrée ?, question en: Which year?, titre: Rentrée, titre en: Year, type: date }
séjour: { titre: Séjour, thème: Votre séjour, thème en: Your stay }
séjour . début: { question: Premier jour ?, question en: First day?, titre: Début, titre en: Start, type: date }
séjour . fin: { question: Dernier jour ?, question en: Last day?, titre: Fin, titre en: End, type: date, au moins: séjour . début }
séjour . mois: { question: Combien de mois ?, question en: How many months?, titre: Mois, titre en: Months, unité: mois, minimum: 0, maximum: 24 }
foyer: { titre: Foyer, thème: Votre foyer, thème en: Your household }
foyer . revenu: { question: Quel revenu ?, question en: What income?, titre: Revenu, titre en: Income, unité: €/an, description: Le plafond en dépend., description en: The ceiling depends on it. }
aides:
aides . voyage:
  titre: Aide au voyage
  titre en: Travel aid
  échéancier: mensuel
  portée: national
  fiabilité: officiel
  décide: Le bureau
  où demander: Au bureau
  documents: [Un billet]
  références: { Arrêté du voyage: "https://example.org/voyage" }
aides . voyage . éligible: { toutes ces conditions: [condition . durée, condition . ressources] }
aides . voyage . condition:
aides . voyage . condition . durée: { titre: Partir deux mois, titre en: Leave for two months, valeur: séjour . mois >= 2 mois, références: { Article 1: "https://example.org/1" } }
aides . voyage . condition . ressources: { titre: Revenu sous le plafond, titre en: Income under the ceiling, valeur: foyer . revenu <= plafond }
aides . voyage . plafond: { titre: Plafond, titre en: Ceiling, valeur: 20000 €/an }
aides . voyage . durée: { valeur: séjour . mois }
aides . voyage . montant mensuel: { applicable si: éligible, valeur: 100 €/mois }
aides . voyage . montant: { applicable si: éligible, valeur: montant mensuel * durée }
aides . ville: { titre: Aide de la ville, titre en: City aid, échéancier: unique départ, portée: région, fiabilité: incertain }
aides . ville . éligible: { toutes ces conditions: [condition . durée] }
aides . ville . condition:
aides . ville . condition . durée: { titre: Partir un mois, valeur: séjour . mois >= 1 mois }
aides . ville . montant minimum: { applicable si: éligible, valeur: 150 € }
aides . ville . montant maximum: { applicable si: éligible, valeur: 400 € }
aides . école: { titre: Aide de l'école, titre en: School aid, portée: établissement, montant décidé par: L'école, montant décidé par en: The school }
aides . école . éligible: { toutes ces conditions: [condition . règle] }
aides . école . condition:
aides . école . condition . règle: { titre: Règle de l'année, variations: [{ si: rentrée >= 01/09/2025, alors: oui }, { sinon: non publiée }] }
aides . école . non publiée: { titre: Règle non publiée, donnée manquante: oui }
cumul:
cumul . voyage:
cumul . voyage . ville: { valeur: "'interdit'", description: La ville exclut l'aide au voyage. }
cumul . voyage . école: { valeur: "'autorisé'" }
)";

}  // namespace partance::simulation
