// See distributions.hpp. Figures and where they come from; nothing else.
#include "microsimulation/population/distributions.hpp"

namespace partance::microsimulation::population {

// --- How many ------------------------------------------------------------------------------------------------------

constexpr Source kStudentsSource{
    Reliability::kPublished,
    {"MESR-SIES, Note flash sur les effectifs attendus : 3 027 000 étudiants à la rentrée 2025, citée par Headway",
     "MESR-SIES, Note flash on expected numbers: 3,027,000 students in autumn 2025, quoted by Headway"},
    "https://blog.headway-advisory.com/"
    "plus-de-trois-millions-detudiants-en-2026-la-hausse-des-effectifs-continue-timidement"};
constexpr Source kLeavingSource{
    Reliability::kDerived,
    {"Eurostat, diplômés de 2022 ayant fait un séjour d'au moins trois mois (France : 179 997) ; supposé égal au "
     "nombre "
     "de départs d'une année, séjours plus courts non comptés",
     "Eurostat, graduates of 2022 who had been abroad for three months or more (France: 179,997); taken as the number "
     "who leave in a year, shorter stays not counted"},
    "https://ec.europa.eu/eurostat/product?code=ddn-20241114-1"};

namespace {

constexpr Source kMobilitySheet{
    Reliability::kDerived,
    {"MESR-SIES, L'état de l'enseignement supérieur n° 18, fiche 17, Erasmus+ 2022-2023 : licence 42 %, master 47,9 %, "
     "cycle court 7,7 %, doctorat 0,5 % ; le partage dans chaque cycle est une hypothèse",
     "MESR-SIES, State of higher education no. 18, sheet 17, Erasmus+ 2022-2023: bachelor 42%, master 47.9%, short "
     "cycle 7.7%, doctorate 0.5%; the split inside each cycle is an assumption"},
    "https://publication.enseignementsup-recherche.gouv.fr/eesr/FR/T826/"
    "la_mobilite_etudiante_erasmus_dans_l_enseignement_superieur/"};

constexpr std::string_view kLevelColumn = "études . niveau";

}  // namespace

// --- Studies -------------------------------------------------------------------------------------------------------

constexpr std::array<Share, kLevels> kLevelShares{{
    {"bts", 4092},                     // STS, 219 400 at school (SIES NF 2024-04) and 189 792 apprentices (DEPP)
    {"but", 1308},                     // SIES, expected for autumn 2023
    {"dnmade", 120},                   // assumed
    {"cpge", 824},                     // SIES NF 2024-03
    {"licence", 7340},                 // 60 % of 1 598 000 at university, without IUT, professional licences, health
    {"licence professionnelle", 524},  // SISE 2021
    {"ingénieur", 1850},               // 161 000 outside universities (SIES), others assumed
    {"master", 5570},                  // 37 % of 1 598 000, without health; and half of 238 900 in business schools
    {"santé", 1710},                   // SISE 2021: PASS, L.AS and health from the second year on
    {"sanitaire et social", 1400},     // assumed
    {"doctorat", 480},                 // 3 % of 1 598 000
    {"autre", 4432},                   // what is left of 2 965 000
}};

constexpr std::array<Share, kLevels> kLeavingLevelShares{{{"bts", 77},
                                                          {"but", 70},
                                                          {"dnmade", 10},
                                                          {"cpge", 0},
                                                          {"licence", 290},
                                                          {"licence professionnelle", 15},
                                                          {"ingénieur", 200},
                                                          {"master", 240},
                                                          {"santé", 39},
                                                          {"sanitaire et social", 20},
                                                          {"doctorat", 5},
                                                          {"autre", 34}}};

constexpr std::array<Share, kRegions> kRegionShares{{
    {"11", 26'700},
    {"84", 12'400},
    {"32", 8'100},
    {"75", 7'910},
    {"76", 7'690},
    {"44", 7'510},
    {"93", 6'700},
    {"52", 4'950},
    {"28", 4'500},
    {"53", 4'410},
    {"27", 3'810},
    {"24", 3'480},
    {"04", 565},
    {"94", 430},
    {"01", 270},
    {"02", 260},
    {"03", 165},
    {"06", 147},
}};

constexpr std::array<Share, 3> kStatuses{{{"public", 0}, {"privé habilité", 0}, {"privé non habilité", 0}}};
constexpr std::array<std::array<std::uint16_t, 3>, kLevels> kStatusByLevel{{{690, 240, 70},
                                                                            {1000, 0, 0},
                                                                            {600, 300, 100},
                                                                            {860, 140, 0},
                                                                            {940, 50, 10},
                                                                            {930, 60, 10},
                                                                            {720, 270, 10},
                                                                            {770, 190, 40},
                                                                            {1000, 0, 0},
                                                                            {700, 290, 10},
                                                                            {1000, 0, 0},
                                                                            {100, 80, 820}}};

constexpr std::array<Share, kLevels> kWorkStudyRates{{{"bts", 4640},
                                                      {"but", 2500},
                                                      {"dnmade", 0},
                                                      {"cpge", 0},
                                                      {"licence", 0},
                                                      {"licence professionnelle", 5300},
                                                      {"ingénieur", 1850},
                                                      {"master", 2200},
                                                      {"santé", 0},
                                                      {"sanitaire et social", 500},
                                                      {"doctorat", 0},
                                                      {"autre", 5700}}};

constexpr std::array<Share, 4> kHonourShares{{{"très bien", 94}, {"bien", 184}, {"assez bien", 302}, {"aucune", 420}}};

constexpr std::array<Years, kLevels> kYearsByLevel{{{0, {560, 440}},
                                                    {0, {390, 320, 290}},
                                                    {0, {380, 320, 300}},
                                                    {0, {530, 470}},
                                                    {0, {450, 290, 260}},
                                                    {2, {1000}},
                                                    {2, {340, 330, 330}},
                                                    {3, {540, 460}},
                                                    {0, {170, 130, 130, 130, 130, 130, 100, 80}},
                                                    {0, {370, 330, 300}},
                                                    {5, {300, 280, 270, 150}},
                                                    {0, {300, 220, 200, 150, 130}}}};

constexpr std::array<Quantile, 11> kDelays{{{-1, 300},
                                            {0, 5'200},
                                            {1, 7'100},
                                            {2, 7'800},
                                            {3, 8'150},
                                            {5, 8'600},
                                            {8, 9'000},
                                            {12, 9'400},
                                            {20, 9'780},
                                            {30, 9'950},
                                            {40, 10'000}}};

// --- Persons and households ----------------------------------------------------------------------------------------

constexpr std::array<Share, 28> kNationalityShares{{
    {"FR", 2'532'117}, {"MA", 45'162}, {"DZ", 32'147}, {"CN", 25'605}, {"IT", 20'028}, {"SN", 15'251}, {"TN", 14'291},
    {"ES", 11'594},    {"LB", 11'527}, {"CI", 10'691}, {"CM", 9'767},  {"DE", 8'490},  {"PT", 7'751},  {"CG", 7'483},
    {"IN", 6'986},     {"US", 6'754},  {"BR", 5'682},  {"BJ", 5'667},  {"GA", 5'656},  {"VN", 5'254},  {"RU", 5'246},
    {"MG", 5'061},     {"HT", 4'887},  {"BE", 4'871},  {"TR", 4'733},  {"TG", 4'645},  {"GN", 88'654}, {"RO", 29'000},
}};

constexpr std::array<Share, 5> kChildrenShares{{{"1", 30}, {"2", 40}, {"3", 20}, {"4", 7}, {"5", 3}}};

constexpr std::array<Quantile, 20> kIncomes{{{0, 65},          {1'000, 285},     {2'000, 460},     {5'000, 512},
                                             {8'000, 574},     {12'000, 780},    {16'000, 1'085},  {20'000, 1'392},
                                             {25'000, 1'912},  {30'000, 2'408},  {35'000, 2'765},  {40'000, 3'100},
                                             {50'000, 3'830},  {60'000, 4'720},  {70'000, 5'640},  {80'000, 6'580},
                                             {100'000, 7'990}, {120'000, 8'823}, {200'000, 9'875}, {300'000, 10'000}}};

constexpr Words kIncomeTitle{"Revenu brut global du foyer", "Gross income of the household"};
constexpr Source kIncomeSource{
    Reliability::kDerived,
    {"Réglée par nous pour que le barème de 2025 redonne la répartition publiée par échelon ; au-dessus des plafonds, "
     "hypothèse (couples avec enfants : 55 920 € de revenu disponible moyen en 2018, Insee)",
     "Set by us so that the 2025 scale gives back the published shares by échelon; above the ceilings, an assumption "
     "(couples with children: €55,920 of mean disposable income in 2018, Insee)"},
    "https://www.insee.fr/fr/statistiques/5371225?sommaire=5371304"};
constexpr std::array<std::int16_t, kLevels> kModestyByLevel{6'000,  2'500,  500,    -3'000, 2'500, 1'500,
                                                            -4'000, -1'000, -3'500, 2'000,  0,     -3'000};
constexpr Words kModestyTitle{"Revenu de 38 000 € au plus, selon le niveau", "Income of €38,000 or less, by level"};
constexpr Source kModestySource{
    Reliability::kDerived,
    {"MESR-SIES, Note flash 2024-24, Les boursiers sur critères sociaux en 2023-2024 : la moitié des étudiants de STS, "
     "40,3 % dans le public, 20,3 % dans le privé, très peu en école de commerce ; écarts réglés par nous",
     "MESR-SIES, Note flash 2024-24, social-criteria grants in 2023-2024: half of STS students, 40.3% in public and "
     "20.3% in private establishments, very few in business schools; gaps set by us"},
    "https://www.enseignementsup-recherche.gouv.fr/fr/les-boursiers-sur-criteres-sociaux-en-2023-2024-97464"};

constexpr std::array<Share, 4> kDistanceShares{{{"0", 38}, {"30", 42}, {"250", 19}, {"3500", 1}}};

constexpr std::array<Share, 7> kSituationShares{{{"aucune", 9'760},
                                                 {"reprise", 40},
                                                 {"seul en France", 30},
                                                 {"élevé par un proche", 30},
                                                 {"rupture", 60},
                                                 {"autonomie", 60},
                                                 {"autre", 20}}};

// --- Stays ---------------------------------------------------------------------------------------------------------

constexpr std::array<Share, 2> kStayKindShares{{{"études", 616}, {"stage", 384}}};
constexpr std::array<Share, 4> kContinentShares{
    {{"Europe", 61}, {"Amérique du Nord", 15}, {"Asie et Océanie", 12}, {"ailleurs", 12}}};

constexpr std::array<Destination, kDestinations> kDestinationShares{{
    {"FR", 0, 0, false},
    // Europe
    {"ES", 190, 850, true},
    {"GB", 170, 600, false},
    {"IT", 119, 900, true},
    {"DE", 101, 700, true},
    {"PT", 64, 1'350, true},
    {"PL", 52, 1'400, true},
    {"IE", 50, 900, true},
    {"NL", 47, 500, true},
    {"BE", 45, 350, true},
    {"CZ", 40, 950, true},
    {"SE", 33, 1'600, true},
    {"FI", 24, 2'000, true},
    {"AT", 20, 1'000, true},
    {"DK", 20, 1'100, true},
    {"CH", 20, 450, false},
    {"NO", 18, 1'450, true},
    {"HU", 16, 1'300, true},
    {"GR", 9, 2'100, true},
    {"RO", 8, 1'850, true},
    {"TR", 6, 2'400, true},
    {"EE", 4, 1'900, true},
    {"LT", 4, 1'700, true},
    {"LU", 4, 350, true},
    {"LV", 3, 1'750, true},
    {"SI", 3, 950, true},
    {"HR", 3, 1'100, true},
    {"BG", 2, 1'800, true},
    {"SK", 2, 1'150, true},
    {"MT", 2, 1'750, true},
    {"IS", 2, 2'250, true},
    {"CY", 1, 2'900, true},
    {"RS", 1, 1'450, true},
    // North America
    {"CA", 43, 5'700, false},
    {"US", 48, 6'500, false},
    {"MX", 9, 9'200, false},
    // Asia and Oceania
    {"JP", 18, 9'700, false},
    {"KR", 16, 9'000, false},
    {"AU", 14, 16'900, false},
    {"CN", 12, 8'900, false},
    {"SG", 8, 10'700, false},
    {"IN", 7, 6'900, false},
    {"TW", 6, 9'900, false},
    {"TH", 5, 9'400, false},
    {"VN", 5, 9'700, false},
    {"NZ", 4, 18'800, false},
    {"ID", 3, 11'600, false},
    {"HK", 2, 9'600, false},
    // elsewhere
    {"MA", 22, 1'800, false},
    {"BR", 14, 9'000, false},
    {"AR", 12, 11'000, false},
    {"CL", 10, 11'600, false},
    {"SN", 9, 4'200, false},
    {"CO", 8, 8'600, false},
    {"TN", 6, 1'450, false},
    {"ZA", 5, 9'300, false},
    {"MG", 5, 8'800, false},
    {"AE", 4, 5'200, false},
    {"PE", 3, 10'200, false},
    {"BJ", 2, 4'750, false},
}};

constexpr Words kCountryTitle{"Pays du séjour", "Country of stay"};
constexpr Source kCountrySource{
    Reliability::kDerived,
    {"Continents : Campus France et BVA, La mobilité sortante, 2016 (61 % en Europe, 15 % en Amérique du Nord, 12 % en "
     "Asie et Océanie). Espagne, Royaume-Uni et États-Unis : Eurostat, diplômés de l'Union en 2022 (11,1 %, 9,7 %, 7,2 "
     "%, "
     "dont la moitié de France) ; puis les accueils Erasmus+ de 2022 (Commission européenne) ; petits pays et autres "
     "continents supposés",
     "Continents: Campus France and BVA, Outgoing students, 2016 (61% in Europe, 15% in North America, 12% in Asia and "
     "Oceania). Spain, United Kingdom and United States: Eurostat, graduates of the Union in 2022 (11.1%, 9.7%, 7.2%, "
     "half of them from France); then Erasmus+ arrivals of 2022 (European Commission); small countries and other "
     "continents assumed"},
    "https://chiffrescles2024.campusfrance.org/la-mobilite-europeenne-dans-le-cadre-d-erasmus"};

constexpr std::array<Share, 9> kProgrammeShares{{{"Erasmus+", 603},
                                                 {"autre", 191},
                                                 {"aucun", 206},
                                                 {"OFAJ", 0},
                                                 {"Eurodyssée", 0},
                                                 {"études au Québec", 0},
                                                 {"OFQJ", 0},
                                                 {"FITEC", 0},
                                                 {"France Volontaires", 0}}};

namespace {

constexpr Source kLevelSource{
    Reliability::kDerived,
    {"MESR-SIES, Notes flash 2024-03 et 2024-04, L'état de l'enseignement supérieur (fiche 12), SISE 2021 ; DEPP pour "
     "les "
     "apprentis. Doubles comptes retirés par nous ; « autre » est le reste ; DNMADE et sanitaire et social supposés",
     "MESR-SIES, Notes flash 2024-03 and 2024-04, State of higher education (sheet 12), SISE 2021; DEPP for "
     "apprentices. "
     "Double counts taken out by us; “autre” is what remains; DNMADE and sanitaire et social assumed"},
    "https://publication.enseignementsup-recherche.gouv.fr/eesr/FR/T191/"
    "les_etudiants_en_formation_dans_l_enseignement_superieur/"};
constexpr Source kRegionSource{
    Reliability::kDerived,
    {"Campus France, Chiffres clés 2024 : Île-de-France et Auvergne-Rhône-Alpes d'après leurs étudiants internationaux "
     "et "
     "leur part ; les autres régions se partagent le reste selon leur population (Insee 2013), l'outre-mer pour moitié",
     "Campus France, Key figures 2024: Île-de-France and Auvergne-Rhône-Alpes from their international students and "
     "their share; the other regions share the rest by population (Insee 2013), overseas for half of it"},
    "https://chiffrescles2024.campusfrance.org/les-regions-de-france"};
constexpr Source kWorkStudySource{
    Reliability::kDerived,
    {"DEPP-Insee, apprentis par diplôme en 2023 (BTS 189 792, licences 27 712, ingénieurs 34 228, supérieur 635 825, "
     "soit "
     "21,4 % des étudiants) ; le reste est partagé par nous entre BUT, master et autres",
     "DEPP-Insee, apprentices by diploma in 2023 (BTS 189,792, licences 27,712, engineers 34,228, higher education "
     "635,825, 21.4% of students); the rest is split by us among BUT, master and others"},
    "https://www.insee.fr/fr/statistiques/2384301"};
constexpr Source kHonourSource{
    Reliability::kDerived,
    {"Ministère de l'Éducation nationale, baccalauréat 2022 : 59 % de mentions, 9 % de « très bien » ; le partage "
     "entre « "
     "bien » et « assez bien » est une hypothèse",
     "Ministry of Education, baccalauréat 2022: 59% with honours, 9% “très bien”; the split between “bien” and “assez "
     "bien” is an assumption"},
    "https://www.radiofrance.fr/franceinter/"
    "resultats-du-bac-cette-annee-encore-les-mentions-devraient-pleuvoir-6695112"};
constexpr Source kNationalitySource{
    Reliability::kPublished,
    {"Campus France d'après MESR-SIES, Chiffres clés 2024, 25 premiers pays d'origine en 2022-2023 ; les autres pays "
     "sont "
     "représentés par la Guinée et la Roumanie (un quart d'Européens)",
     "Campus France after MESR-SIES, Key figures 2024, first 25 countries of origin in 2022-2023; other countries are "
     "stood for by Guinea and Romania (one quarter European)"},
    "https://chiffrescles2024.campusfrance.org/pays-dorigine"};
constexpr Source kChildrenSource{
    Reliability::kAssumed,
    {"Proche des familles au recensement (une sur cinq a trois enfants ou plus), comptées du point de vue d'un enfant",
     "Close to families in the census (one in five has three children or more), counted from a child's side"},
    "https://www.insee.fr/fr/statistiques/1283771"};
constexpr Source kStayKindSource{
    Reliability::kPublished,
    {"MESR-SIES, L'état de l'enseignement supérieur n° 18, fiche 17 : 61,6 % de mobilités d'études parmi 57 039 "
     "mobilités Erasmus+ en 2022-2023 ; supposé vrai hors programme",
     "MESR-SIES, State of higher education no. 18, sheet 17: 61.6% study stays among 57,039 Erasmus+ stays in "
     "2022-2023; taken as true outside the programme"},
    "https://publication.enseignementsup-recherche.gouv.fr/eesr/FR/T826/"
    "la_mobilite_etudiante_erasmus_dans_l_enseignement_superieur/"};
constexpr Source kProgrammeSource{
    Reliability::kDerived,
    {"57 039 mobilités Erasmus+ en 2022-2023 (SIES) sur les 110 000 départs vers l'Europe (61 % de 180 000), "
     "rapportées "
     "aux seuls pays du programme ; le reste est une hypothèse",
     "57,039 Erasmus+ stays in 2022-2023 (SIES) out of 110,000 departures to Europe (61% of 180,000), related to "
     "programme countries only; the rest is an assumption"},
    "https://publication.enseignementsup-recherche.gouv.fr/eesr/FR/T826/"
    "la_mobilite_etudiante_erasmus_dans_l_enseignement_superieur/"};

constexpr std::array kDistributions{
    Distribution{kLevelColumn, {"Niveau d'études", "Level of studies"}, Among::kEveryone, kLevelShares, kLevelSource},
    Distribution{kLevelColumn,
                 {"Niveau de ceux qui partent", "Level of those who leave"},
                 Among::kLeaving,
                 kLeavingLevelShares,
                 kMobilitySheet},
    Distribution{"études . établissement . région",
                 {"Région de l'établissement", "Region of the establishment"},
                 Among::kEveryone,
                 kRegionShares,
                 kRegionSource},
    Distribution{"bourse . mention au baccalauréat",
                 {"Mention au baccalauréat", "Honours at the baccalauréat"},
                 Among::kEveryone,
                 kHonourShares,
                 kHonourSource},
    Distribution{"étudiant . nationalité",
                 {"Nationalité", "Nationality"},
                 Among::kEveryone,
                 kNationalityShares,
                 kNationalitySource},
    Distribution{"foyer . enfants à charge",
                 {"Enfants à charge du foyer", "Children of the household"},
                 Among::kEveryone,
                 kChildrenShares,
                 kChildrenSource},
    Distribution{
        "séjour . type", {"Nature du séjour", "Kind of stay"}, Among::kLeaving, kStayKindShares, kStayKindSource},
    Distribution{"séjour . programme",
                 {"Programme, vers les pays d'Erasmus+", "Programme, to the countries of Erasmus+"},
                 Among::kLeavingToProgramme,
                 kProgrammeShares,
                 kProgrammeSource},
};

constexpr std::array kRates{
    Rates{"études . alternance",
          {"Alternance selon le niveau", "Work-study by level"},
          kLevelColumn,
          Among::kStaying,
          kWorkStudyRates,
          kWorkStudySource},
};

}  // namespace

std::span<const Distribution> distributions() {
  return kDistributions;
}

std::span<const Rates> rates() {
  return kRates;
}

}  // namespace partance::microsimulation::population
