// Results and messages: the two words every room uses when something may go wrong.
//
// An operation that may fail in ordinary life returns Result<T>; its Error carries a kind (one
// table maps kinds to exit codes, later another to HTTP status) and a text in French and in
// English.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace partance::base {

/// Language of the texts a person reads.
enum class Language { kFrench, kEnglish };

/// A text in both languages of the house; both are always filled.
struct Message {
  std::string fr;
  std::string en;

  /// The text in the reader's language.
  [[nodiscard]] const std::string& in(Language language) const { return language == Language::kFrench ? fr : en; }
};

/// Families of ordinary failures.
enum class ErrorKind {
  kInvalidInput,  ///< what was given cannot be understood
  kNotFound,      ///< a file, a rule or an aid that does not exist
  kUnreadable,    ///< a file or folder exists but cannot be read or written
  kTooLarge,      ///< a limit on size, depth or steps was reached
  kInvalidRules,  ///< rule files were read but contain errors (see their diagnostics)
  kInterrupted,   ///< the user or the system asked to stop
  kConflict,      ///< what is there already forbids it: the same key, somebody else's change
  kUnavailable,   ///< busy or full for now: the same request may succeed later
};

/// What happened, where and how to mend it.
struct Error {
  ErrorKind kind;
  Message message;
};

template <class T>
using Result = std::expected<T, Error>;

/// Shorthand to leave a function with an error.
inline std::unexpected<Error> fail(ErrorKind kind, std::string fr, std::string en) {
  return std::unexpected(Error{kind, Message{std::move(fr), std::move(en)}});
}

}  // namespace partance::base
