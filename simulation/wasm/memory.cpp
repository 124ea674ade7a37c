// Memory of the browser module: an allocator a tenth the size of the library's, for one thread.
//
// A block belongs to a class of sizes, multiples of 16 bytes and from 512 on four steps a doubling; a block given back
// waits in the list of its class. Nothing is merged or returned: what was the most at once is what stays.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#if defined(__wasm__)
extern "C" unsigned char __heap_base;

namespace {

constexpr std::size_t kGrain = 16;
constexpr std::size_t kPage = 65'536;
constexpr std::size_t kMostGrains = std::size_t{1} << 26U;  // a gigabyte: more than there is
constexpr unsigned kLinear = 32;                            // classes of one to 32 grains
constexpr unsigned kSteps = 4;
constexpr unsigned kClasses = kLinear + kSteps * 22 + 1;

/// What stands before the bytes given out, which begin at a multiple of 16.
struct Header {
  Header* next_free;
  unsigned size_class;
};
static_assert(sizeof(Header) == 8);

struct SizeClass {
  unsigned index = 0;
  std::size_t grains = 0;
};

SizeClass class_of(std::size_t grains) {
  if (grains <= kLinear) return {static_cast<unsigned>(grains), grains};
  const auto doubling = static_cast<unsigned>(std::bit_width(grains - 1)) - 1;  // 2^doubling < grains
  const unsigned shift = doubling - 2;
  const std::size_t steps = ((grains - 1) >> shift) + 1;  // of 5 to 8
  return {kLinear + (doubling - 5) * kSteps + static_cast<unsigned>(steps - kSteps), steps << shift};
}

std::size_t grains_of_class(unsigned index) {
  if (index <= kLinear) return index;
  const unsigned above = index - kLinear - 1;
  return std::size_t{kSteps + 1 + above % kSteps} << (3 + above / kSteps);
}

class Heap {
 public:
  void* take(std::size_t bytes) {
    if (bytes > (kMostGrains - 1) * kGrain) return nullptr;
    const SizeClass found = class_of((bytes + sizeof(Header) + kGrain - 1) / kGrain);
    Header* block = free_[found.index];
    if (block != nullptr) {
      free_[found.index] = block->next_free;
    } else {
      block = fresh(found.grains * kGrain);
      if (block == nullptr) return nullptr;
      block->size_class = found.index;
    }
    return block + 1;
  }

  void give_back(void* memory) {
    Header* block = header(memory);
    block->next_free = free_[block->size_class];
    free_[block->size_class] = block;
  }

  static std::size_t room(void* memory) {
    return grains_of_class(header(memory)->size_class) * kGrain - sizeof(Header);
  }

 private:
  static Header* header(void* memory) { return static_cast<Header*>(memory) - 1; }

  Header* fresh(std::size_t bytes) {
    if (at_ == 0) {
      // The first header stands so that what follows it begins at a multiple of 16.
      at_ = (reinterpret_cast<std::uintptr_t>(&__heap_base) + kGrain - 1) / kGrain * kGrain + kGrain - sizeof(Header);
      end_ = __builtin_wasm_memory_size(0) * kPage;
    }
    if (bytes > end_ - at_) {
      const std::size_t pages = (bytes - (end_ - at_) + kPage - 1) / kPage;
      if (__builtin_wasm_memory_grow(0, pages) == static_cast<std::size_t>(-1)) return nullptr;
      end_ += pages * kPage;
    }
    auto* block = reinterpret_cast<Header*>(at_);
    at_ += bytes;
    return block;
  }

  std::uintptr_t at_ = 0;
  std::uintptr_t end_ = 0;
  Header* free_[kClasses] = {};
};

constinit Heap heap;

}  // namespace

extern "C" {

void* malloc(std::size_t bytes) {
  return heap.take(bytes);
}

void free(void* memory) {
  if (memory != nullptr) heap.give_back(memory);
}

/// Nothing here asks for more than every block has.
void* aligned_alloc(std::size_t alignment, std::size_t bytes) {
  return alignment <= kGrain ? heap.take(bytes) : nullptr;
}

void* calloc(std::size_t count, std::size_t size) {
  if (size != 0 && count > static_cast<std::size_t>(-1) / size) return nullptr;
  void* memory = heap.take(count * size);
  return memory == nullptr ? nullptr : std::memset(memory, 0, count * size);
}

void* realloc(void* memory, std::size_t bytes) {
  if (memory == nullptr) return heap.take(bytes);
  const std::size_t room = Heap::room(memory);
  if (bytes <= room) return memory;
  void* larger = heap.take(bytes);
  if (larger == nullptr) return nullptr;
  std::memcpy(larger, memory, room);
  heap.give_back(memory);
  return larger;
}
}
#endif
