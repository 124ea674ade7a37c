// See yes_or_no.hpp. Figures and where they come from; nothing else.
#include "microsimulation/population/yes_or_no.hpp"

namespace partance::microsimulation::population {

namespace {

constexpr Source assumed(std::string_view fr, std::string_view en) {
  return {Reliability::kAssumed, {fr, en}, ""};
}

constexpr Source kByLevel = assumed("D'après le niveau et les années validées", "From level and validated years");
constexpr Source kByNationality =
    assumed("D'après la nationalité et les années passées en France", "From nationality and years spent in France");
constexpr Source kByAge = assumed("D'après l'âge", "From age");
constexpr Source kByStay =
    assumed("D'après la nature du séjour, sa durée et le pays", "From the kind of stay, its length and the country");
constexpr Source kRare = assumed("Rare", "Rare");

}  // namespace

constexpr std::array<YesOrNo, kAnswers> kYesOrNo{{
    {Answer::kCharter, "études . établissement . charte Erasmus", false, 9500, true,
     assumed("Presque tous les établissements publics ; 60 % des autres", "Nearly all public ones; 60% of the others")},
    {Answer::kRegionPartner, "études . établissement . partenaire de la région", false, 8500, false,
     assumed("La plupart des établissements", "Most establishments")},
    {Answer::kGraduationYear, "études . année d'obtention du diplôme", false, 0, true, kByLevel},
    {Answer::kEngineeringSchool, "études . école d'ingénieurs accréditée", false, 10'000, true,
     assumed("Le niveau « ingénieur »", "Level “ingénieur”")},
    {Answer::kRural, "étudiant . zone rurale", false, 900, false,
     assumed("Communes rurales revitalisées : moins d'une personne sur dix", "Fewer than one person in ten")},
    {Answer::kPriorityDistrict, "étudiant . quartier prioritaire", false, 700, true,
     assumed("Ordre de la population des quartiers ; trois fois plus sous 30 000 € de revenu",
             "About the population of these districts; three times as many below €30,000")},
    {Answer::kOtherInclusion, "étudiant . autre critère d'inclusion", false, 200, false, kRare},
    {Answer::kModestBySchool, "étudiant . ressources modestes selon l'école", false, 6000, true,
     assumed("60 % des foyers sous 30 000 €", "60% of households below €30,000")},
    {Answer::kPreselected, "séjour . présélection", true, 9000, false,
     assumed("La population part : presque tous sont retenus", "These people leave: nearly all are selected")},
    {Answer::kUnionBody, "séjour . organisme de l'Union", true, 1500, true, kByStay},
    {Answer::kBlended, "séjour . volet virtuel ou groupé", true, 7000, true, kByStay},
    {Answer::kRentAbroad, "séjour . loyer à l'étranger", true, 8500, false,
     assumed("La plupart louent un logement", "Most rent a home")},
    {Answer::kCredited, "séjour . crédits reconnus", true, 9600, false,
     assumed("Règle des échanges et des stages de cursus", "The rule for exchanges and course traineeships")},
    {Answer::kPriorityEuropeanRegion, "séjour . région européenne prioritaire", true, 800, true, kByStay},
    {Answer::kVisa, "séjour . visa payant", true, 8000, true, kByStay},
    {Answer::kMobiCentre, "mobilités passées . Mobi-Centre dans le cycle", false, 200, true,
     assumed("2 % en Centre-Val de Loire", "2% in Centre-Val de Loire")},
    {Answer::kOwnTaxNotice, "foyer . avis fiscal propre", false, 600, true, kByAge},
    {Answer::kWithinCourse, "séjour . dans le cursus", true, 9700, false,
     assumed("Les séjours hors cursus ne sont guère comptés", "Stays outside the course are hardly counted")},
    {Answer::kAgreement, "séjour . accord entre établissements", true, 9200, true, kByStay},
    {Answer::kGreenTravel, "séjour . transport vert", true, 2500, true, kByStay},
    {Answer::kMovingUp, "études . passage en année supérieure", false, 0, true, kByLevel},
    {Answer::kRepeating, "études . redoublement", false, 900, true,
     assumed("9 % ; 2 % de ceux qui partent", "9%; 2% of those who leave")},
    {Answer::kMedicalRepeating, "études . redoublement pour raison médicale", false, 300, true, kRare},
    {Answer::kFirstEntry, "études . entrée dans le supérieur", false, 0, true, kByLevel},
    {Answer::kUninterrupted, "études . sans interruption", false, 9400, true, kByAge},
    {Answer::kBaccalaureate, "études . baccalauréat ou équivalent", false, 9900, false,
     assumed("Condition d'inscription, sauf exceptions", "A condition of enrolment, with exceptions")},
    {Answer::kInitialTraining, "études . formation initiale", false, 9900, true, kByAge},
    {Answer::kFullTime, "études . temps plein", false, 9800, true, kByAge},
    {Answer::kNationalDiploma, "études . diplôme national", false, 0, true, kByLevel},
    {Answer::kWorkStudy, "études . alternance", false, 0, true, kByLevel},
    {Answer::kJointDegree, "études . diplôme conjoint", false, 100, false, kRare},
    {Answer::kGapYear, "études . césure", false, 200, false, kRare},
    {Answer::kCultureDiploma, "études . diplôme du ministère de la Culture", false, 900, true,
     assumed("9 % des diplômes qui ne sont pas nationaux", "9% of diplomas that are not national ones")},
    {Answer::kLicenceLastYear, "études . licence obtenue l'année précédente", false, 8000, true, kByLevel},
    {Answer::kMasterEntry, "études . entrée en master", false, 0, true, kByLevel},
    {Answer::kRegionChange, "études . changement de région académique", false, 2200, true, kByLevel},
    {Answer::kRefugee, "étudiant . réfugié", false, 150, true, kByNationality},
    {Answer::kWorkedInFrance, "étudiant . travail en France", false, 7000, true, kByNationality},
    {Answer::kParentIncome, "étudiant . parent ayant eu des revenus en France", false, 0, true, kByNationality},
    {Answer::kResidencePermit, "étudiant . titre de séjour", false, 9700, true, kByNationality},
    {Answer::kDisability, "étudiant . handicap reconnu", false, 100, false,
     assumed(
         "La moitié des 2 % suivis par une mission handicap (59 000 en 2022, comité de suivi de l'Université "
         "inclusive)",
         "Half of the 2% followed by a disability service (59,000 in 2022, committee for the inclusive university)")},
    {Answer::kCarer, "étudiant . aidant", false, 100, false, kRare},
    {Answer::kLongIllness, "étudiant . affection longue durée", false, 200, false, kRare},
    {Answer::kFirstRequest, "étudiant . première demande", false, 0, true,
     assumed("Aucun droit utilisé", "No right used yet")},
    {Answer::kArmyVolunteer, "étudiant . volontariat dans les armées", false, 10, false, kRare},
    {Answer::kCivicService, "étudiant . service civique en cours", false, 30, false, kRare},
    {Answer::kReplacementIncome, "étudiant . revenu de remplacement", false, 60, true, kByAge},
    {Answer::kHardship,
     "étudiant . difficulté passagère",
     false,
     2600,
     true,
     {Reliability::kDerived,
      {"OVE, Conditions de vie des étudiants 2023 : 26 % disent des difficultés importantes ; davantage sous 30 000 €",
       "OVE, Student living conditions 2023: 26% tell of serious difficulties; more of them below €30,000"},
      "https://campusmatin.com/vie-campus/experience-etudiante/pratiques/"
      "conditions-de-vie-des-etudiants-apres-la-crise-sanitaire-le-retour-a-la-normale.html"}},
    {Answer::kSpecificAid, "bourse . aide spécifique annuelle", false, 5000, true,
     assumed("La moitié de ceux qui sont dans une situation particulière", "Half of those in a special situation")},
    {Answer::kSeparateHome, "bourse . logement séparé ou déclaration propre", false, 3500, true, kByAge},
}};

}  // namespace partance::microsimulation::population
