// Facts read in five public documents, each with its document and date; what a document does not say stays empty, and
// nothing was looked up elsewhere but the regions, which the rulebook gives. The document about the aide à la mobilité
// internationale names no establishment; Jean Monnet's names two offices.
#include "store/establishment_seeds.hpp"

#include "store/establishment_file.hpp"

namespace partance::store {

namespace {

constexpr std::string_view kFile =
    R"csv(id,name_fr,name_en,kind,city,region,country,website,office_fr,office_en,address,office_url,opening_fr,opening_en,aids,source,source_url,source_date,reliability
telecom-paris,Télécom Paris,Télécom Paris,school,,11,FR,https://www.telecom-paris.fr,Direction des relations internationales,International relations office,,https://www.telecom-paris.fr/fr/international/partir-etranger/soutien-mobilite,,,idf|erasmus études|erasmus stage|erasmus mic|fitec|télécom alumni,"Télécom Paris, soutien à la mobilité sortante",https://www.telecom-paris.fr/fr/international/partir-etranger/soutien-mobilite,,officiel
aix-marseille,Aix-Marseille Université,Aix-Marseille University,university,Marseille,93,FR,,Direction des relations internationales (DRI),International Relations Department (DRI),"Guichet d'accueil : Espace Pouillon, campus Marseille Centre, site Saint-Charles, 3 place Victor Hugo, Marseille",,"Guichet d'accueil des étudiants internationaux : de 9 h à 16 h, de fin août à début octobre (année 2019-2020)","Welcome desk for international students: from 9 am to 4 pm, end of August to early October (2019-2020)",,"Aix-Marseille Université, étudier en programme d'échange",,2019,officiel
jean-monnet,Université Jean Monnet (Saint-Étienne),Jean Monnet University (Saint-Étienne),university,Saint-Étienne,84,FR,,"Pôle international, mobilités sortantes","International office, outgoing mobility","21 rue Denis Papin, 42023 Saint-Étienne Cedex 2",,,,jean monnet|explora|erasmus études,"Université Jean Monnet, guide Erasmus+",,2015-05-10,officiel
jean-monnet-sciences,"Université Jean Monnet, Faculté des sciences et techniques","Jean Monnet University, Faculty of Science and Technology",faculty,Saint-Étienne,84,FR,,"Masters internationaux, bureau 121","International Masters, office 121","Site Carnot, bâtiment B, 18 rue du Professeur Benoît Lauras, Saint-Étienne",,,,jean monnet|explora|erasmus études,"Université Jean Monnet, guide Erasmus+",,2015-05-10,officiel
crous,Crous (bourses et logement),Crous (scholarships and housing),crous,,,FR,,"Familles à l'étranger : consulat de France de la circonscription, ou service culturel","Families abroad: the French consulate of the district, or the cultural service",,,,,bcs,Bourses CROUS – enseignement supérieur français,,2024-10-15,secondaire
)csv";

}  // namespace

std::string_view first_establishment_file() {
  return kFile;
}

std::vector<Establishment> first_establishments() {
  return read_establishment_file(kFile).establishments;
}

}  // namespace partance::store
