// The library, as tables and as texts in the language itself.
#include "model/cat_library.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace litmus {
namespace {

// Names separated by spaces; `architecture` is told by sets that only one kind of code has.
struct SetFamily {
  std::optional<Architecture> architecture;
  std::string_view names;
};

constexpr std::array kFamilies = std::to_array<SetFamily>({
    // reads, writes, memory events, initial and last writes, fences, branches
    {{}, "R W M IW FW F B"},
    // C and C++: kinds and orders; lock, lock that succeeds, unlock
    // (LK, a lock that fails, is in no execution; CON is read as ACQ)
    {{}, "RMW A NA RLX CON ACQ REL ACQ_REL SC LK LS UL"},
    // single-instruction and exclusive updates, of several machines
    {{}, "X EX"},
    {Architecture::X86, "MFENCE LFENCE SFENCE"},
    // release, weak acquire, a read whose value is dropped; barriers by domain
    {Architecture::Armv8, "L Q NoRet ISB"},
    {Architecture::Armv8, "DMB DMB.SY DMB.LD DMB.ST DMB.ISH DMB.ISHLD DMB.ISHST"},
    {Architecture::Armv8, "DMB.OSH DMB.OSHLD DMB.OSHST DMB.NSH DMB.NSHLD DMB.NSHST"},
    {Architecture::Armv8, "DSB DSB.SY DSB.LD DSB.ST DSB.ISH DSB.ISHLD DSB.ISHST"},
    {Architecture::Armv8, "DSB.OSH DSB.OSHLD DSB.OSHST DSB.NSH DSB.NSHLD DSB.NSHST"},
    {Architecture::Power, "SYNC LWSYNC ISYNC EIEIO"},
    {Architecture::RiscV, "Acq Rel AcqRel Sc Fence.tso Fence.i"},
    {Architecture::RiscV, "Fence.r.r Fence.r.w Fence.r.rw Fence.w.r Fence.w.w Fence.w.rw"},
    {Architecture::RiscV, "Fence.rw.r Fence.rw.w Fence.rw.rw"},
});

std::vector<KnownSet> all_sets() {
  std::vector<KnownSet> all;
  for (const SetFamily& family : kFamilies) {
    std::string_view rest = family.names;
    while (!rest.empty()) {
      std::string_view name = rest.substr(0, rest.find(' '));
      all.push_back({name, family.architecture});
      rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    }
  }
  return all;
}

constexpr std::string_view kPrelude = R"cat("prelude"
let id = [_]
let emptyset = {}
let I = IW

let po-loc = po & loc
let rfe = rf & ext and rfi = rf & int
let coe = co & ext and coi = co & int
let fre = fr & ext and fri = fr & int

// events of one instruction: only a single-instruction update has two; and of one access
let si = id | amo | amo^-1
let sm = id
let lxsx = rmw \ amo

// what is known of coherence before any is chosen
let co0 = loc & (IW * (W \ IW) | (W \ FW) * FW)

let toid(S) = [S]
let fencerel(S) = po ; [S] ; po
let ctrlcfence(S) = ctrl ; [S] ; po
let imply(A, B) = ~A | B
let nodetour(r, s, t) = r \ (s ; t)
let singlestep(r) = r \ (r ; r)
)cat";

struct LibraryFile {
  std::string_view name;
  std::string_view text;
};

constexpr std::array kFiles = std::to_array<LibraryFile>({
    {"stdlib.cat", ""},  // the prelude
    // Coherence is chosen when a model is asked; what is left of these files is one name.
    {"cos.cat", "let ca = fr | co let invrf = rf^-1"},
    {"cos-opt.cat", "include \"cos.cat\""},
    {"cos-ok-opt.cat", "include \"cos.cat\""},
    {"cos-no-opt.cat", "include \"cos.cat\""},
    {"cosllh.cat", "include \"cos.cat\""},
    {"coscat.cat", "include \"cos.cat\""},
    {"cross.cat", ""},
    {"filters.cat", R"cat(
let A = (try X with {}) | (try A with {})
let P = M \ A
let WW(r) = [W] ; r ; [W] and WR(r) = [W] ; r ; [R] and RW(r) = [R] ; r ; [W]
let RR(r) = [R] ; r ; [R] and RM(r) = [R] ; r ; [M] and MR(r) = [M] ; r ; [R]
let WM(r) = [W] ; r ; [M] and MW(r) = [M] ; r ; [W] and MM(r) = [M] ; r ; [M]
let AA(r) = [A] ; r ; [A] and AP(r) = [A] ; r ; [P] and PA(r) = [P] ; r ; [A]
let PP(r) = [P] ; r ; [P] and AM(r) = [A] ; r ; [M] and MA(r) = [M] ; r ; [A]
let noid(r) = r \ id
let atom = [A]
)cat"},
    {"x86fences.cat", R"cat(
let mfence = fencerel(MFENCE) and lfence = fencerel(LFENCE) and sfence = fencerel(SFENCE)
)cat"},
    {"ppcfences.cat", R"cat(
let sync = fencerel(SYNC) and lwsync = fencerel(LWSYNC) and eieio = fencerel(EIEIO)
let isync = fencerel(ISYNC) and ctrlisync = ctrlcfence(ISYNC)
)cat"},
    // 32-bit Arm has no barrier for loads alone: what is compiled to one is a full one there.
    {"armfences.cat", R"cat(
let dmb = fencerel(DMB | DMB.SY | DMB.LD | DMB.ISH | DMB.ISHLD)
let dsb = fencerel(DSB | DSB.SY | DSB.LD | DSB.ISH | DSB.ISHLD)
let dmb.st = fencerel(DMB.ST | DMB.ISHST) and dsb.st = fencerel(DSB.ST | DSB.ISHST)
let isb = fencerel(ISB) and ctrlisb = ctrlcfence(ISB)
)cat"},
    {"aarch64fences.cat", R"cat(
let dmb.sy = fencerel(DMB.SY | DMB.ISH) and dsb.sy = fencerel(DSB.SY | DSB.ISH)
let dmb.ld = fencerel(DMB.LD | DMB.ISHLD) and dsb.ld = fencerel(DSB.LD | DSB.ISHLD)
let dmb.st = fencerel(DMB.ST | DMB.ISHST) and dsb.st = fencerel(DSB.ST | DSB.ISHST)
let isb = fencerel(ISB) and ctrlisb = ctrlcfence(ISB)
)cat"},
    {"mipsfences.cat", "let sync = fencerel(SYNC)"},
    {"fences.cat", R"cat(
include "x86fences.cat" include "armfences.cat" include "ppcfences.cat"
include "aarch64fences.cat"
)cat"},
    // What a text for POWER or 32-bit Arm checks once it has said which fences are strong, which
    // are light, and what program order is preserved (ppo). Exclusive accesses commit in order.
    {"ppc-checks.cat", R"cat(
let fences = strong | light
let hb = ppo | fences | rfe
acyclic hb as thinair
let prop-base = (fences | rfe ; fences) ; hb*
let prop = [W] ; prop-base ; [W] | (rf | co | fr)* ; prop-base* ; strong ; hb*
acyclic co | prop as propagation
irreflexive fre ; prop ; hb* as observation
acyclic co | po & ((X | EX) * (X | EX)) as exclusive
)cat"},
    // Preserved program order of POWER: when an access is initiated (i) and when it commits (c).
    {"ppo.cat", R"cat(
let rec ii = ii0 | ci | ic ; ci | ii ; ii
and ci = ci0 | ci ; ii | cc ; ci
and ic = ic0 | ii | cc | ic ; cc | ii ; ic
and cc = cc0 | ci | ci ; ic | cc ; cc
let ppo = [R] ; ii ; [R] | [R] ; ic ; [W]
)cat"},
});

// True if a word of the title begins so, whatever its case.
bool has_word_starting(std::string_view title, std::string_view beginning) {
  for (std::size_t i = 0; i + beginning.size() <= title.size(); ++i) {
    if (i > 0 && std::isalnum(static_cast<unsigned char>(title[i - 1]))) continue;
    bool same = std::equal(
        beginning.begin(), beginning.end(), title.begin() + static_cast<long>(i),
        [](char want, char got) { return want == std::tolower(static_cast<unsigned char>(got)); });
    if (same) return true;
  }
  return false;
}

}  // namespace

std::span<const KnownSet> known_sets() {
  static const std::vector<KnownSet> sets = all_sets();
  return sets;
}

const KnownSet* known_set(std::string_view name) {
  for (const KnownSet& set : known_sets()) {
    if (set.name == name) return &set;
  }
  return nullptr;
}

std::string_view cat_prelude() { return kPrelude; }

std::optional<std::string_view> cat_library(std::string_view name) {
  for (const LibraryFile& file : kFiles) {
    if (file.name == name) return file.text;
  }
  return std::nullopt;
}

bool chooses_co(std::string_view name) {
  return name == "stdlib.cat" || name == "cross.cat" ||
         (name.starts_with("cos") && cat_library(name).has_value());
}

std::optional<Architecture> architecture_of_title(std::string_view title) {
  if (has_word_starting(title, "x86") || has_word_starting(title, "tso")) return Architecture::X86;
  if (has_word_starting(title, "aarch64") || has_word_starting(title, "arm"))
    return Architecture::Armv8;
  if (has_word_starting(title, "ppc") || has_word_starting(title, "power"))
    return Architecture::Power;
  if (has_word_starting(title, "riscv") || has_word_starting(title, "risc-v") ||
      has_word_starting(title, "risc v")) {
    return Architecture::RiscV;
  }
  return std::nullopt;
}

bool titles_language(std::string_view title) {
  return title == "C" || title.starts_with("C ") || title.starts_with("C1") ||
         title.starts_with("C++") || title.starts_with("c++") || title.starts_with("RC11");
}

}  // namespace litmus
