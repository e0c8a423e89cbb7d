language-name = Lëtzebuergesch
