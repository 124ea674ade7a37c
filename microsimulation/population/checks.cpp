// See checks.hpp.
#include "microsimulation/population/checks.hpp"

namespace partance::microsimulation::population {

namespace {

constexpr std::array kChecks{
    Check{{"Apprentis et autres alternants", "Apprentices and other work-study students"},
          Among::kEveryone,
          0.214,
          [](const Person& person) { return person.says(Answer::kWorkStudy) ? 1.0 : 0.0; },
          true,
          {Reliability::kPublished,
           {"MESR-SIES, L'état de l'enseignement supérieur n° 18, fiche 21 (2023-2024)",
            "MESR-SIES, State of higher education no. 18, sheet 21 (2023-2024)"},
           "https://publication.enseignementsup-recherche.gouv.fr/eesr/FR/T260/"
           "l_apprentissage_dans_l_enseignement_superieur/"}},
    Check{{"Enseignement privé", "Private education"},
          Among::kEveryone,
          0.261,
          [](const Person& person) { return person.status != 0 ? 1.0 : 0.0; },
          true,
          {Reliability::kPublished,
           {"MESR-SIES, Les effectifs étudiants dans le supérieur en 2022-2023",
            "MESR-SIES, Students in higher education in 2022-2023"},
           "https://blog.headway-advisory.com/les-effectifs-se-stabilisent-dans-lenseignement-superieur"}},
    Check{{"26 ans et plus", "26 and older"},
          Among::kEveryone,
          0.148,
          [](const Person& person) { return person.age >= 26 ? 1.0 : 0.0; },
          true,
          {Reliability::kPublished,
           {"Ministère de l'Enseignement supérieur, 2013, cité par Sciences humaines (« plus de 26 ans »)",
            "Ministry of higher education, 2013, quoted by Sciences humaines (“over 26”)"},
           "https://scienceshumaines.conjecto.dev/qui-sont-les-etudiants_fr_37099.html"}},
    Check{{"Changent d'académie pour étudier", "Change académie to study"},
          Among::kEveryone,
          0.19,
          [](const Person& person) { return person.home_region != person.region ? 1.0 : 0.0; },
          true,
          {Reliability::kDerived,
           {"SIES, Note d'information 23.03 : presque un nouveau bachelier sur cinq ; compté ici entre régions",
            "SIES, Note d'information 23.03: nearly one new bachelier in five; counted here between regions"},
           "https://publication.enseignementsup-recherche.gouv.fr/EN/search/etudiants/"}},
    Check{{"Durée moyenne d'un séjour, en mois", "Mean length of a stay, in months"},
          Among::kLeaving,
          6.0,
          [](const Person& person) { return (person.end - person.start + 1) / 30.4375; },
          false,
          {Reliability::kPublished,
           {"Campus France et BVA, La mobilité sortante des étudiants de France, Notes n° 48, 2016",
            "Campus France and BVA, Outgoing students of France, Notes no. 48, 2016"},
           "https://p.pdfhall.com/"
           "la-mobilite-sortante-des-etudiants-de-france-un-campus-france_59f58a141723dd66697b34d5.html"}},
    Check{{"Partent avec Erasmus+", "Leave with Erasmus+"},
          Among::kLeaving,
          57'039.0 / kLeaving,
          [](const Person& person) { return person.programme == 0 ? 1.0 : 0.0; },
          true,
          {Reliability::kDerived,
           {"57 039 mobilités Erasmus+ en 2022-2023 (SIES), sur 180 000 départs",
            "57,039 Erasmus+ stays in 2022-2023 (SIES), out of 180,000 departures"},
           "https://publication.enseignementsup-recherche.gouv.fr/eesr/FR/T826/"
           "la_mobilite_etudiante_erasmus_dans_l_enseignement_superieur/"}},
};

constexpr Source kScholars{
    Reliability::kPublished,
    {"MESR-SIES, Les boursiers sur critères sociaux en 2024-2025 (25 septembre 2025) : 662 000 boursiers, 35,8 % des "
     "formations qui y ouvrent droit, cité par Diplomeo",
     "MESR-SIES, Social-criteria grants in 2024-2025 (25 September 2025): 662,000 holders, 35.8% of programmes "
     "entitled "
     "to them, quoted by Diplomeo"},
    "https://diplomeo.com/actualite-baisse_taux_etudiants_boursiers"};
constexpr Source kEchelons{
    Reliability::kDerived,
    {"0bis et 1 : même note (31,7 % et 14 %) ; les autres : réponse à la question écrite n° 11220 (boursiers au 31 "
     "décembre 2022)",
     "0bis and 1: the same note (31.7% and 14%); others: answer to written question no. 11220 (holders on 31 December "
     "2022)"},
    "https://nosdeputes.fr/16/question/QE/11220"};

constexpr std::array<std::string_view, 5> kEntitledProgrammes{
    "aides . bcs . condition . formation initiale", "aides . bcs . condition . temps plein",
    "aides . bcs . condition . établissement habilité", "aides . bcs . condition . hors alternance",
    "aides . bcs . condition . hors doctorat"};
constexpr std::array<std::string_view, 1> kHolders{"aides . bcs . éligible"};
constexpr std::array<Share, 2> kHolderShares{{{"oui", 358}, {"non", 642}}};
constexpr std::array<Share, 2> kHoldersOfAll{{{"oui", 662}, {"non", 2348}}};
constexpr std::array<Share, 8> kEchelonShares{
    {{"0bis", 317}, {"1", 140}, {"2", 71}, {"3", 72}, {"4", 70}, {"5", 130}, {"6", 115}, {"7", 85}}};

constexpr std::array kOutcomes{
    Outcome{"aides . bcs . éligible",
            {"Boursiers parmi les formations qui y ouvrent droit", "Grant holders in programmes entitled to grants"},
            kEntitledProgrammes,
            kHolderShares,
            kScholars},
    Outcome{"aides . bcs . éligible",
            {"Boursiers parmi tous les étudiants (662 000 sur 3,01 millions en 2024-2025)",
             "Grant holders among all students (662,000 of 3.01 million in 2024-2025)"},
            {},
            kHoldersOfAll,
            kScholars},
    Outcome{"aides . bcs . échelon",
            {"Échelons des boursiers", "Échelons of grant holders"},
            kHolders,
            kEchelonShares,
            kEchelons},
};

}  // namespace

std::span<const Check> checks() {
  return kChecks;
}

std::span<const Outcome> outcomes() {
  return kOutcomes;
}

}  // namespace partance::microsimulation::population
