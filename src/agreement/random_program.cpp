// Writes random tests; see random_program.h.
#include "agreement/random_program.h"

#include <fmt/format.h>

#include <random>
#include <vector>

namespace litmus {
namespace {

class Writer {
 public:
  Writer(std::uint64_t seed, const Flavour& flavour) : random_(seed), flavour_(flavour) {}

  std::string run() {
    // x, y: atomic. b: an atomic byte that starts near its end. p: an atomic pointer to x or y.
    const bool pointers = flavour_.pointers && one_in(3);
    std::string text = "C random\n{ _Atomic uint8_t b=254; ";
    if (pointers) text += "_Atomic int x=0; _Atomic int y=0; _Atomic int *p=y; ";
    text += "}\n";
    const int threads = below(flavour_.threads - 1) + 2;
    std::string observed;
    for (int t = 0; t < threads; ++t) {
      locals_ = 0;
      has_pointer_ = pointers;
      std::string body = statements(1 + below(flavour_.accesses));
      text += fmt::format("P{} (atomic_int* x, atomic_int* y, _Atomic uint8_t* b{}{}{}) {{\n{}}}\n",
                          t, pointers ? ", _Atomic(atomic_int*)* p" : "",
                          flavour_.plain ? ", int* d" : "", flavour_.locks ? ", mtx_t* m" : "",
                          declarations() + body);
      for (int i = 0; i < locals_ && i < 3; ++i) observed += fmt::format("{}:r{}; ", t, i);
    }
    for (const char* location : {"y", "b"}) {
      if (one_in(2)) observed += fmt::format("{}; ", location);
    }
    return text + fmt::format("locations [{}x;]\nexists ([x]=1)\n", observed);
  }

 private:
  int below(int n) { return n <= 1 ? 0 : static_cast<int>(random_() % static_cast<unsigned>(n)); }
  bool one_in(int n) { return below(n) == 0; }
  const char* pick(const std::vector<const char*>& words) {
    return words[static_cast<std::size_t>(below(static_cast<int>(words.size())))];
  }

  std::string object() { return pick({"x", "x", "y", "y", "b"}); }
  std::string order() {
    return pick({"relaxed", "relaxed", "acquire", "release", "acq_rel", "seq_cst"});
  }
  std::string load_order() { return pick({"relaxed", "relaxed", "acquire", "seq_cst"}); }
  std::string store_order() { return pick({"relaxed", "relaxed", "release", "seq_cst"}); }

  std::string old_local() { return fmt::format("r{}", below(locals_)); }
  std::string new_local() { return fmt::format("r{}", locals_++); }

  std::string value() {
    const int constant = 1 + below(2);
    if (locals_ == 0 || one_in(2)) return fmt::format("{}", constant);
    switch (below(4)) {
      case 0: return old_local();
      case 1: return fmt::format("{} + {}", old_local(), constant);
      case 2: return fmt::format("({} & 0) + {}", old_local(), constant);
      default: return fmt::format("({} == {}) + 1", old_local(), constant);
    }
  }

  std::string statements(int accesses) {
    std::string text;
    while (accesses > 0) {
      const bool nests = flavour_.control && locals_ > 0 && one_in(4);
      if (nests) {
        text += branch(accesses);
      } else if (flavour_.control && one_in(10)) {
        text += loop(accesses);
      } else if (flavour_.locks && one_in(4)) {
        text += fmt::format("mtx_lock(m);\n{}mtx_unlock(m);\n", access());
        accesses -= 2;
      } else {
        text += access();
      }
      --accesses;
    }
    return text;
  }

  std::string branch(int& accesses) {
    std::string condition = fmt::format("{} {} {}", old_local(), pick({"==", "!=", ">", "<="}),
                                        below(2));
    std::string then = access(), otherwise = one_in(3) ? access() : "";
    --accesses;
    if (otherwise.empty()) return fmt::format("if ({}) {{\n{}}}\n", condition, then);
    return fmt::format("if ({}) {{\n{}}} else {{\n{}}}\n", condition, then, otherwise);
  }

  std::string loop(int& accesses) {
    const std::string flag = new_local();
    std::string body = one_in(3) ? access() : "";
    --accesses;
    const std::string from = object();
    return fmt::format(
        "do {{\n{}{} = atomic_load_explicit({}, memory_order_{});\n}} while ({} == 0);\n", body,
        flag, from, load_order(), flag);
  }

  // All locals live from the beginning, so that branches and loops may use any of them.
  std::string declarations() const {
    std::string text;
    for (int i = 0; i < locals_; ++i) text += fmt::format("int r{} = 0;\n", i);
    return text;
  }

  std::string access() {
    if (flavour_.plain && one_in(3)) {
      if (one_in(2)) return fmt::format("*d = {};\n", value());
      return fmt::format("{} = *d;\n", new_local());
    }
    if (has_pointer_ && one_in(3)) return through_pointer();
    switch (below(8)) {
      case 0:
      case 1:
      case 2:
        return fmt::format("atomic_store_explicit({}, {}, memory_order_{});\n", object(), value(),
                           store_order());
      case 3:
      case 4: {
        const std::string from = object();
        return fmt::format("{} = atomic_load_explicit({}, memory_order_{});\n", new_local(),
                           from, load_order());
      }
      case 5: return update();
      case 6: return exchange();
      default:
        return fmt::format("atomic_thread_fence(memory_order_{});\n",
                           pick({"acquire", "release", "acq_rel", "seq_cst", "seq_cst"}));
    }
  }

  std::string update() {
    const std::string operand = value();
    const char* name = pick({"exchange", "fetch_add", "fetch_sub", "fetch_or", "fetch_xor"});
    const std::string call = fmt::format("atomic_{}_explicit({}, {}, memory_order_{})", name,
                                         object(), operand, order());
    if (one_in(4)) return call + ";\n";
    return fmt::format("{} = {};\n", new_local(), call);
  }

  std::string exchange() {
    const std::string desired = value();
    const std::string expected = new_local(), result = new_local();
    return fmt::format(
        "{} = {};\n{} = atomic_compare_exchange_{}_explicit({}, &{}, {}, "
        "memory_order_{}, memory_order_{});\n",
        expected, below(2), result, pick({"strong", "strong", "weak"}), pick({"x", "y"}), expected,
        desired, order(), load_order());
  }

  std::string through_pointer() {
    if (one_in(3)) {
      return fmt::format("atomic_store_explicit(p, {}, memory_order_{});\n", pick({"x", "y"}),
                         store_order());
    }
    const int q = pointers_++;
    std::string text = fmt::format("atomic_int* q{} = atomic_load_explicit(p, memory_order_{});\n",
                                   q, load_order());
    if (one_in(2)) {
      return text + fmt::format("atomic_store_explicit(q{}, {}, memory_order_{});\n", q, value(),
                                store_order());
    }
    return text + fmt::format("{} = atomic_load_explicit(q{}, memory_order_{});\n", new_local(),
                              q, load_order());
  }

  std::mt19937_64 random_;
  Flavour flavour_;
  int locals_ = 0;
  int pointers_ = 0;
  bool has_pointer_ = false;
};

}  // namespace

std::string random_program(std::uint64_t seed, const Flavour& flavour) {
  return Writer(seed, flavour).run();
}

}  // namespace litmus
