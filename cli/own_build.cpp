// Reads the GNU build-id note of the running program (ELF, section .note.gnu.build-id).
#include "cli/own_build.hpp"

#include <cstring>
#include <string_view>
#include <system_error>

#include <link.h>

namespace partance::cli {

namespace {

std::size_t padded(std::size_t size) {
  return (size + 3) / 4 * 4;
}

/// Looks through the notes of one segment; empty when the identifier is not among them.
std::string id_in(std::string_view notes) {
  while (notes.size() >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) head;
    std::memcpy(&head, notes.data(), sizeof head);
    notes.remove_prefix(sizeof head);
    const std::size_t name = padded(head.n_namesz);
    const std::size_t content = padded(head.n_descsz);
    if (name > notes.size() || content > notes.size() - name) break;
    const bool is_gnu = notes.substr(0, head.n_namesz) == std::string_view("GNU\0", 4);
    if (is_gnu && head.n_type == NT_GNU_BUILD_ID) return std::string(notes.substr(name, head.n_descsz));
    notes.remove_prefix(name + content);
  }
  return {};
}

int look_at_program(dl_phdr_info* info, std::size_t, void* found) {
  for (std::size_t i = 0; i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& segment = info->dlpi_phdr[i];
    if (segment.p_type != PT_NOTE) continue;
    // Loaded segments are addressed by number: this is how the dynamic linker gives them.
    const auto* start = reinterpret_cast<const char*>(info->dlpi_addr + segment.p_vaddr);
    std::string id = id_in({start, segment.p_memsz});
    if (id.empty()) continue;
    *static_cast<std::string*>(found) = std::move(id);
    break;
  }
  return 1;  // the first object is the program itself: stop there
}

}  // namespace

std::string build_id() {
  std::string id;
  dl_iterate_phdr(look_at_program, &id);
  return id;
}

std::filesystem::path executable_file() {
  std::error_code error;
  std::filesystem::path file = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::filesystem::path() : file;
}

}  // namespace partance::cli
