# Homebrew, on Linux; on macOS it compiles, since release/build makes nothing for macOS.
class PlanClimat < Formula
  desc "Climate plan as a folder of text files under git: check, query, total, export"
  homepage "{home}"
  version "{version}"
  license "MIT"

  on_linux do
    on_intel do
      url "{downloads}/plan-{version}-x86_64-unknown-linux-musl.tar.gz"
      sha256 "{sha256:plan-{version}-x86_64-unknown-linux-musl.tar.gz}"
    end
    on_arm do
      url "{downloads}/plan-{version}-aarch64-unknown-linux-musl.tar.gz"
      sha256 "{sha256:plan-{version}-aarch64-unknown-linux-musl.tar.gz}"
    end
  end

  on_macos do
    url "{home}.git", tag: "v{version}"
    depends_on "rust" => :build
  end

  def install
    if OS.mac?
      system "cargo", "install", *std_cargo_args
    else
      bin.install "plan"
    end
    generate_completions_from_executable(bin/"plan", "completions")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/plan --version")
  end
end
