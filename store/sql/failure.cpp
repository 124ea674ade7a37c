// See failure.hpp.
#include "store/sql/failure.hpp"

#include <sqlite3.h>

namespace partance::store::sql {

using base::Error;
using base::ErrorKind;

base::Error failure(int code, const std::string& path, const std::string& said) {
  switch (code & 0xff) {  // the low byte is the family
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorKind::kUnavailable,
              {"La base de données " + path + " est occupée par une autre écriture : réessayez dans un instant.",
               "The database " + path + " is busy with another change: try again in a moment."}};
    case SQLITE_FULL:
      return {ErrorKind::kUnavailable,
              {"Le disque de la base de données " + path + " est plein : libérez de la place, puis réessayez.",
               "The disk of the database " + path + " is full: free some space, then try again."}};
    case SQLITE_CONSTRAINT:
      return {ErrorKind::kConflict,
              {"Cet enregistrement existe déjà, ou dépend d'un autre qui n'existe pas (" + said + ").",
               "This record exists already, or depends on one that does not (" + said + ")."}};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {ErrorKind::kUnreadable,
              {"La base de données " + path +
                   " ne peut pas être modifiée : vérifiez les droits du fichier et de son "
                   "dossier.",
               "The database " + path + " cannot be changed: check the permissions of the file and of its folder."}};
    case SQLITE_CANTOPEN:
      return {ErrorKind::kUnreadable,
              {"La base de données " + path +
                   " ne peut pas être ouverte : vérifiez que son dossier existe et que vous "
                   "avez le droit d'y écrire.",
               "The database " + path +
                   " cannot be opened: check that its folder exists and that you may write in "
                   "it."}};
    case SQLITE_NOTADB:
      return {ErrorKind::kUnreadable,
              {"Le fichier " + path + " n'est pas une base de données de Partance.",
               "The file " + path + " is not a database of Partance."}};
    case SQLITE_CORRUPT:
      return {ErrorKind::kUnreadable,
              {"La base de données " + path +
                   " est endommagée : arrêtez le serveur et restaurez une sauvegarde "
                   "(partance restore).",
               "The database " + path + " is damaged: stop the server and restore a backup (partance restore)."}};
    case SQLITE_TOOBIG:
    case SQLITE_NOMEM:
      return {ErrorKind::kTooLarge,
              {"Une valeur est trop grande pour la base de données " + path + ".",
               "A value is too large for the database " + path + "."}};
    case SQLITE_IOERR:
      return {ErrorKind::kUnreadable,
              {"Le disque de la base de données " + path + " signale une erreur (" + said + ").",
               "The disk of the database " + path + " reports an error (" + said + ")."}};
    default:
      return {ErrorKind::kUnreadable,
              {"La base de données " + path + " a refusé une opération (" + said + ").",
               "The database " + path + " refused an operation (" + said + ")."}};
  }
}

}  // namespace partance::store::sql
