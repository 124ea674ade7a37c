// Exit statuses of the command; what each means to a script is in docs/command.md.
#pragma once

namespace partance::cli {

inline constexpr int kDone = 0;
inline constexpr int kFindings = 1;        ///< a case fails, or an expression has no value because of an error
inline constexpr int kBadUsage = 2;        ///< options or arguments that do not make sense
inline constexpr int kCannotRead = 3;      ///< a file cannot be read or written
inline constexpr int kRulesInError = 4;    ///< rules contain errors
inline constexpr int kAnswersInError = 5;  ///< answers contain errors
inline constexpr int kOurFault = 70;       ///< a mistake of the command itself
inline constexpr int kInterrupted = 130;   ///< the person or the system asked to stop; answers were saved

}  // namespace partance::cli
